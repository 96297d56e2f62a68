/** Tests that the benchmarks run, not what they measure. */
@NullMarked
package dev.faultstream.benchmarks;

import org.jspecify.annotations.NullMarked;
