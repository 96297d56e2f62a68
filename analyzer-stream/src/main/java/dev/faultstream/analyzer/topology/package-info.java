/** The analyzer as a Kafka Streams application: the only part of this module that knows Kafka. */
@NullMarked
package dev.faultstream.analyzer.topology;

import org.jspecify.annotations.NullMarked;
