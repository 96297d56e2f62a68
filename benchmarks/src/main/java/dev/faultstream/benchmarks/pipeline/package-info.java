/** What the topology costs, on a broker. */
@NullMarked
package dev.faultstream.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
