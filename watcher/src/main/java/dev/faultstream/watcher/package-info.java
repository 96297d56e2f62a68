/** Lists and watches clusters and publishes every change. */
@NullMarked
package dev.faultstream.watcher;

import org.jspecify.annotations.NullMarked;
