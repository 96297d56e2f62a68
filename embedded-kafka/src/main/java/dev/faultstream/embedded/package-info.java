/** A single-node Kafka broker inside the JVM. */
@NullMarked
package dev.faultstream.embedded;

import org.jspecify.annotations.NullMarked;
