@NullMarked
package dev.faultstream.watcher.kinds;

import org.jspecify.annotations.NullMarked;
