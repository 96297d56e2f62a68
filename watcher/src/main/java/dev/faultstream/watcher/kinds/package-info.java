/** Which kinds of a cluster are watched, as its API discovery and the configuration say. */
@NullMarked
package dev.faultstream.watcher.kinds;

import org.jspecify.annotations.NullMarked;
