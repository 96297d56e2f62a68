/** Keeps one {@code Result} resource for each open failure in a namespace of a cluster. */
@NullMarked
package dev.faultstream.sink.result;

import org.jspecify.annotations.NullMarked;
