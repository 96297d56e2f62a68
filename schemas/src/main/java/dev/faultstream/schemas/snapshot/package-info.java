/** The records of {@code k8s-resource-snapshots}: what a watcher saw, and where each record belongs. */
@NullMarked
package dev.faultstream.schemas.snapshot;

import org.jspecify.annotations.NullMarked;
