/** Tells receivers of failures: one consumer of the topic for each output, at least once, in order for each failure. */
@NullMarked
package dev.faultstream.sink.alert;

import org.jspecify.annotations.NullMarked;
