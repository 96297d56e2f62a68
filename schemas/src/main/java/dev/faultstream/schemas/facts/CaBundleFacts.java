package dev.faultstream.schemas.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is published in place of a {@code caBundle}, in the field {@code caBundleFacts} beside it.
 *
 * @param present whether there is a bundle
 * @param notAfter the end of validity of the CA that expires last; null when none could be read
 */
public record CaBundleFacts(boolean present, @Nullable Instant notAfter) {}
