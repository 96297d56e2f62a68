/** Tests of the benchmarks: that they run. */
@NullMarked
package dev.faultstream.benchmarks;

import org.jspecify.annotations.NullMarked;
