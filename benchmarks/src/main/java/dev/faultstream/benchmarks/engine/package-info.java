/** What the engine costs, without Kafka. */
@NullMarked
package dev.faultstream.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
