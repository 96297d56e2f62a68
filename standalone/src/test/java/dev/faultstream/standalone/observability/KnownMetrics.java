package dev.faultstream.standalone.observability;

import dev.faultstream.service.metrics.MeterSpec;
import dev.faultstream.standalone.DocumentedServices;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The metrics that there are, as Prometheus names them: ours, and those of Kafka, the JVM and the process. */
final class KnownMetrics {
    private static final PrometheusNamingConvention NAMES = new PrometheusNamingConvention();
    private static final Pattern OF_LIBRARIES = Pattern.compile("(kafka_(consumer|producer|stream|admin_client)"
            + "|jvm_(memory|gc|threads|buffer|classes)|process|system)_[a-z0-9_]+|up");
    /** What Prometheus and histograms add. */
    private static final Set<String> ALWAYS = Set.of("job", "instance", "le");

    private final Map<String, Set<String>> labels = new HashMap<>();

    KnownMetrics() {
        for (MeterSpec meter : DocumentedServices.meters()) {
            Set<String> tags = new HashSet<>(ALWAYS);
            meter.tags().forEach(tag -> tags.add(NAMES.tagKey(tag)));
            names(meter).forEach(name -> labels.put(name, tags));
        }
    }

    /** What is wrong with an expression, in words; empty when it asks for what there is. */
    List<String> problems(String expression) {
        List<String> problems = new ArrayList<>();
        PromQl.selectors(expression).forEach((metric, asked) -> {
            if (labels.containsKey(metric)) {
                asked.stream()
                        .filter(label -> !labels.getOrDefault(metric, Set.of()).contains(label))
                        .forEach(label -> problems.add(metric + " has no label " + label + " in " + expression));
            } else if (!OF_LIBRARIES.matcher(metric).matches()) {
                problems.add("no metric " + metric + " in " + expression);
            }
        });
        return problems;
    }

    private static List<String> names(MeterSpec meter) {
        Meter.Type type =
                switch (meter.kind()) {
                    case COUNTER -> Meter.Type.COUNTER;
                    case GAUGE -> Meter.Type.GAUGE;
                    case TIMER -> Meter.Type.TIMER;
                    case SUMMARY -> Meter.Type.DISTRIBUTION_SUMMARY;
                };
        String name = NAMES.name(meter.meterName(), type, meter.unit());
        return switch (meter.kind()) {
            case COUNTER -> List.of(name.endsWith("_total") ? name : name + "_total");
            case GAUGE -> List.of(meter.meterName().endsWith(".info") ? name.replaceAll("(_info)?$", "_info") : name);
            case TIMER, SUMMARY -> List.of(name + "_count", name + "_sum", name + "_max", name + "_bucket");
        };
    }
}
