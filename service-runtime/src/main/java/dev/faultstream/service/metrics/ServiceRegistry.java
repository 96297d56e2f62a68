package dev.faultstream.service.metrics;

import dev.faultstream.service.http.HealthChecks;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/**
 * The meter registry of a process, with the meters of the JVM, the process and the build. Closed by whoever made it.
 */
public final class ServiceRegistry implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /**
     * A registry.
     *
     * @param service the name of the service, a tag of {@code build.info}
     */
    public ServiceRegistry(String service) {
        List<MeterBinder> binders = List.of(
                new ClassLoaderMetrics(),
                new JvmMemoryMetrics(),
                garbageCollection,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
        binders.forEach(binder -> binder.bindTo(registry));
        meters.gauge(ServiceMeter.BUILD, () -> 1, service, BuildInfo.version(), BuildInfo.java());
    }

    /** Shows in the meters how the service is. */
    public void observe(HealthChecks checks) {
        new HealthMeters(meters, checks).bind();
    }

    /** The registry that components are given. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
