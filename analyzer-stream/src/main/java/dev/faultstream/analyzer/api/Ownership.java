package dev.faultstream.analyzer.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Who is responsible for an object.
 *
 * @param subject the top-most controller that the view holds, the object itself when it has none
 * @param workload the top-most built-in workload on the way to the subject; null when there is none
 */
public record Ownership(HasMetadata subject, @Nullable HasMetadata workload) {}
