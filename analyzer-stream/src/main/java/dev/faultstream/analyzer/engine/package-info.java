/**
 * Incremental evaluation: keeps a cluster's state, remembers what each analysis read, and runs again exactly those that
 * a change can have affected. Knows neither Kafka nor any rule.
 */
@NullMarked
package dev.faultstream.analyzer.engine;

import org.jspecify.annotations.NullMarked;
