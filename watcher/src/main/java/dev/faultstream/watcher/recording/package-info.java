/** Recordings, manifests and dumps, read as the changes of a cluster. */
@NullMarked
package dev.faultstream.watcher.recording;

import org.jspecify.annotations.NullMarked;
