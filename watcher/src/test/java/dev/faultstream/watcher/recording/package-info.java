@NullMarked
package dev.faultstream.watcher.recording;

import org.jspecify.annotations.NullMarked;
