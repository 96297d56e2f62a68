@NullMarked
package dev.faultstream.watcher.prune;

import org.jspecify.annotations.NullMarked;
