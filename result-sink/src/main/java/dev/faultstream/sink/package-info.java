/** Joins failures with explanations, writes Result resources and sends alerts. */
@NullMarked
package dev.faultstream.sink;

import org.jspecify.annotations.NullMarked;
