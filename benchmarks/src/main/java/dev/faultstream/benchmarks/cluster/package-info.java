/** A made-up cluster whose objects have the size and shape of real ones. */
@NullMarked
package dev.faultstream.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
