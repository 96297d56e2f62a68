package dev.faultstream.analyzer.api;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import java.time.Instant;

/**
 * A watched kind whose list is not complete.
 *
 * @param kind the kind
 * @param since when the watcher said so
 * @param reason why
 */
public record UnsyncedKind(KindRef kind, Instant since, KindUnsynced.Reason reason) {}
