/** The meter registry of a service and the description of its meters. */
@NullMarked
package dev.faultstream.service.metrics;

import org.jspecify.annotations.NullMarked;
