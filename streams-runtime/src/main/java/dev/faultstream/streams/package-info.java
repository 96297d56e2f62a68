/** How a Kafka Streams application of Faultstream runs: settings, bounded memory, dead letters, health. */
@NullMarked
package dev.faultstream.streams;

import org.jspecify.annotations.NullMarked;
