package dev.faultstream.standalone;

import dev.faultstream.analyzer.topology.AnalyzerDefinition;
import dev.faultstream.analyzer.topology.AnalyzerMeter;
import dev.faultstream.explainer.ExplainerDefinition;
import dev.faultstream.explainer.ExplainerMeter;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.metrics.MeterSpec;
import dev.faultstream.service.metrics.ServiceMeter;
import dev.faultstream.sink.K8sGptMeter;
import dev.faultstream.sink.SinkDefinition;
import dev.faultstream.sink.SinkMeter;
import dev.faultstream.watcher.WatcherDefinition;
import dev.faultstream.watcher.WatcherMeter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every service there is, and its meters, for what is said of them. */
public final class DocumentedServices {
    private DocumentedServices() {}

    /** The meters of each service that no other has. */
    static Map<ServiceDefinition, List<? extends MeterSpec>> all() {
        Map<ServiceDefinition, List<? extends MeterSpec>> services = new LinkedHashMap<>();
        services.put(new WatcherDefinition(), List.of(WatcherMeter.values()));
        services.put(new AnalyzerDefinition(), List.of(AnalyzerMeter.values()));
        services.put(new ExplainerDefinition(), List.of(ExplainerMeter.values()));
        List<MeterSpec> sink = new ArrayList<>(List.of(SinkMeter.values()));
        sink.addAll(List.of(K8sGptMeter.values()));
        services.put(new SinkDefinition(), sink);
        return services;
    }

    /** All meters that are ours. */
    public static List<MeterSpec> meters() {
        List<MeterSpec> meters = new ArrayList<>(List.of(ServiceMeter.values()));
        all().values().forEach(meters::addAll);
        return meters;
    }
}
