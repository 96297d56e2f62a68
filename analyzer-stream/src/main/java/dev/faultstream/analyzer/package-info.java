/** The analyzer of one partition: the clock of its clusters, the engine, and the life of failures. */
@NullMarked
package dev.faultstream.analyzer;

import org.jspecify.annotations.NullMarked;
