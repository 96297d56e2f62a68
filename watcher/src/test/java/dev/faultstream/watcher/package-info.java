@NullMarked
package dev.faultstream.watcher;

import org.jspecify.annotations.NullMarked;
