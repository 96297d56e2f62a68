/** Liveness, readiness and metrics of a service over HTTP. */
@NullMarked
package dev.faultstream.service.http;

import org.jspecify.annotations.NullMarked;
