/** Joins failures with explanations into {@code k8s-failures-explained}, exactly once. */
@NullMarked
package dev.faultstream.sink.join;

import org.jspecify.annotations.NullMarked;
