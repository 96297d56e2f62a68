@NullMarked
package dev.faultstream.watcher.informer;

import org.jspecify.annotations.NullMarked;
