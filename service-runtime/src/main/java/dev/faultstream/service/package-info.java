/** What every service has: configuration, health and metrics over HTTP, Kafka client settings. */
@NullMarked
package dev.faultstream.service;

import org.jspecify.annotations.NullMarked;
