package dev.faultstream.service.http;

/** Tells how a component is. Called from the HTTP server's threads; answers at once and does no I/O. */
@FunctionalInterface
public interface HealthCheck {
    /** How the component is now. */
    Health check();
}
