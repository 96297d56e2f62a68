/** Benchmarks, each beside a baseline; not deployed. */
@NullMarked
package dev.faultstream.benchmarks;

import org.jspecify.annotations.NullMarked;
