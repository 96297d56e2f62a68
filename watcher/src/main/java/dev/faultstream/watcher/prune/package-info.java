/** What of an object may leave the cluster: noise is dropped, secrets are replaced by facts. */
@NullMarked
package dev.faultstream.watcher.prune;

import org.jspecify.annotations.NullMarked;
