@NullMarked
package dev.faultstream.watcher.api;

import org.jspecify.annotations.NullMarked;
