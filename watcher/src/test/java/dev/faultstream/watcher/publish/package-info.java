@NullMarked
package dev.faultstream.watcher.publish;

import org.jspecify.annotations.NullMarked;
