/** Kafka as the commands reach it: one that is there, or one in this process. */
@NullMarked
package dev.faultstream.standalone.kafka;

import org.jspecify.annotations.NullMarked;
