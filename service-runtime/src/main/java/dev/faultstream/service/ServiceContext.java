package dev.faultstream.service;

import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * What a service is given by the process it runs in.
 *
 * @param registry where its meters go; closed by the process
 * @param health where it says whether it works
 * @param clock the time
 * @param tracing follows changes; closed by the process
 */
public record ServiceContext(MeterRegistry registry, HealthChecks health, Clock clock, Tracing tracing) {
    /** Where nothing is traced. */
    public ServiceContext(MeterRegistry registry, HealthChecks health, Clock clock) {
        this(registry, health, clock, Tracing.off());
    }
}
