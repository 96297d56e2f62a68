/** Lists and watches a cluster's kinds and survives what an API server does to its clients. */
@NullMarked
package dev.faultstream.watcher.informer;

import org.jspecify.annotations.NullMarked;
