/** A single-node Kafka broker inside this JVM, for the standalone command and for integration tests. */
@NullMarked
package dev.faultstream.embedded;

import org.jspecify.annotations.NullMarked;
