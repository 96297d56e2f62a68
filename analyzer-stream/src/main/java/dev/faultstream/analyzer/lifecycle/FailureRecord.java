package dev.faultstream.analyzer.lifecycle;

import dev.faultstream.schemas.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A record for {@code k8s-failures}.
 *
 * @param id the failure's id
 * @param failure its new revision; null when its history has ended
 */
public record FailureRecord(String id, @Nullable Failure failure) {}
