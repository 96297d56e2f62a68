/** From a change to the records of the topic: change detection, routing and the bounded way to Kafka. */
@NullMarked
package dev.faultstream.watcher.publish;

import org.jspecify.annotations.NullMarked;
