package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.WarningEvent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What events tell about the probes of a container. */
final class ProbeEvents {
    static final String READINESS = "readiness";
    private static final Set<String> PROBES = Set.of("liveness", "startup", READINESS);

    private ProbeEvents() {}

    /** The failures of the container's probes, newest first. */
    static List<WarningEvent> of(PodContainer container, ClusterView view, Duration within) {
        return view.warnings(container.pod(), within).stream()
                .filter(event -> "Unhealthy".equals(event.reason()) && event.isAbout(container.name()))
                .filter(event -> PROBES.contains(probeOf(event)))
                .toList();
    }

    /** The probe that the event is about: its first word. */
    static String probeOf(WarningEvent event) {
        int end = event.message().indexOf(' ');
        return (end < 0 ? event.message() : event.message().substring(0, end)).toLowerCase(Locale.ROOT);
    }
}
