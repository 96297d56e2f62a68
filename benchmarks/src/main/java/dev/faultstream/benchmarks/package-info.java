/** Benchmarks, each beside its ceiling in the same run; not deployed. */
@NullMarked
package dev.faultstream.benchmarks;

import org.jspecify.annotations.NullMarked;
