/** Follows changes through the services: W3C trace context in record headers, spans to an OTLP endpoint. */
@NullMarked
package dev.faultstream.service.tracing;

import org.jspecify.annotations.NullMarked;
