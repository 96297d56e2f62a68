/** Failures as CloudEvents over HTTP. */
@NullMarked
package dev.faultstream.sink.alert.cloudevents;

import org.jspecify.annotations.NullMarked;
