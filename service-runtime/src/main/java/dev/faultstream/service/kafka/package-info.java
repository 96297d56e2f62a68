/** What every Kafka client of a service is configured with. */
@NullMarked
package dev.faultstream.service.kafka;

import org.jspecify.annotations.NullMarked;
