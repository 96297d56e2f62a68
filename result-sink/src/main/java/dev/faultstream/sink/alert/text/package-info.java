/** The words that people read, in their language: templates over what is known of a failure. */
@NullMarked
package dev.faultstream.sink.alert.text;

import org.jspecify.annotations.NullMarked;
