package dev.faultstream.standalone.up;

import dev.faultstream.analyzer.topology.AnalyzerKeys;
import dev.faultstream.service.metrics.Latency;
import dev.faultstream.standalone.ClusterOptions;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.watcher.WatcherKeys;
import dev.faultstream.watcher.recording.Inputs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the watcher publishes.
 *
 * @param description for a person
 * @param goesOn whether, once interrupted, it goes on where it was left
 * @param isSample whether it is the recording that comes with Faultstream
 * @param settings the settings of the watcher that say so
 */
record Source(String description, boolean goesOn, boolean isSample, ServiceSettings settings) {
    /** Half an hour in twenty seconds. */
    static final double SHOW_SPEED = 90;

    private static final String SAMPLE = "samples/shop.jsonl";
    private static final ServiceSettings NONE = new ServiceSettings(java.util.Map.of(), java.util.Map.of());

    static Source recording(List<Path> paths, @Nullable String cluster, @Nullable Double speed) {
        return recording(paths, cluster, speed, false);
    }

    /** The sample, if it is where it is expected to be. */
    static Optional<Source> sample(@Nullable Double speed) {
        String home = System.getProperty("faultstream.home", "");
        Path path = Path.of(home).resolve(SAMPLE);
        return Files.isReadable(path) ? Optional.of(recording(List.of(path), null, speed, true)) : Optional.empty();
    }

    static Source live(List<String> contexts, @Nullable Path kubeconfig, @Nullable String cluster) {
        String clusters = contexts.isEmpty()
                ? (cluster == null ? "default" : cluster)
                : contexts.stream()
                        .map(context -> (cluster == null ? ClusterOptions.nameOf(context) : cluster) + "=" + context)
                        .collect(Collectors.joining(","));
        String names = contexts.isEmpty() ? "the current context" : String.join(", ", contexts);
        return new Source(
                "watching " + names,
                false,
                false,
                NONE.with(WatcherKeys.CLUSTERS.name(), clusters).with(WatcherKeys.KUBECONFIG.name(), kubeconfig));
    }

    private static Source recording(
            List<Path> paths, @Nullable String cluster, @Nullable Double speed, boolean isSample) {
        String names = paths.stream().map(Path::toString).collect(Collectors.joining(","));
        String pace = speed == null
                ? ""
                : " at " + (speed == Math.rint(speed) ? Long.toString(speed.longValue()) : speed) + " times its speed";
        return new Source(
                "playing " + names + pace,
                Inputs.areRecordings(paths),
                isSample,
                NONE.with(WatcherKeys.RECORDING.name(), names)
                        .with(WatcherKeys.RECORDING_SPEED.name(), speed)
                        .with(WatcherKeys.RECORDING_CLUSTER.name(), cluster)
                        .with(AnalyzerKeys.SILENCE_WATCH.name(), "false")
                        .with(Latency.MEASURED.name(), "false"));
    }
}
