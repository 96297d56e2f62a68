/** Work that waits for its time, one thing at a time for each id, and is tried again. */
@NullMarked
package dev.faultstream.sink.work;

import org.jspecify.annotations.NullMarked;
