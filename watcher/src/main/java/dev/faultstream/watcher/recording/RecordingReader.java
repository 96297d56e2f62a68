package dev.faultstream.watcher.recording;

import dev.faultstream.schemas.recording.RecordingLine;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.Resources;
import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.ClusterChange;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * A recording as changes. Each cluster starts with the kinds that will be synced, as not synced yet; nothing is
 * invented at the end, and no heartbeats.
 */
final class RecordingReader implements ChangeReader {
    private final RecordingLines lines;
    private final String defaultCluster;
    private final Map<String, Set<KindRef>> kinds;
    private final Map<String, Generations> generations = new HashMap<>();
    private final Set<String> announced = new HashSet<>();
    private final Queue<ClusterChange> ready = new ArrayDeque<>();

    /**
     * A reader.
     *
     * @param lines the recording
     * @param defaultCluster the cluster of lines that name none
     * @param kinds what {@link SyncedKinds} found in it
     */
    RecordingReader(RecordingLines lines, String defaultCluster, Map<String, Set<KindRef>> kinds) {
        this.lines = lines;
        this.defaultCluster = defaultCluster;
        this.kinds = kinds;
    }

    @Override
    public Optional<ClusterChange> next() {
        if (ready.isEmpty()) {
            lines.next().ifPresent(this::take);
        }
        return Optional.ofNullable(ready.poll());
    }

    private void take(RecordingLine line) {
        String cluster = line.cluster() == null ? defaultCluster : line.cluster();
        Generations generation = generations.computeIfAbsent(cluster, any -> new Generations());
        generation.observe(line.at());
        if (announced.add(cluster)) {
            long epoch = line.epoch() == null ? generation.current() : line.epoch();
            for (KindRef kind : kinds.getOrDefault(cluster, Set.of())) {
                ready.add(new ClusterChange.Unsynced(cluster, line.at(), epoch, kind, KindUnsynced.Reason.LISTING));
            }
        }
        ready.add(change(line, cluster, generation));
    }

    private static ClusterChange change(RecordingLine line, String cluster, Generations generation) {
        Long epoch = line.epoch();
        return switch (line.op()) {
            case UPSERT ->
                new ClusterChange.Upsert(
                        cluster, line.at(), epoch == null ? generation.current() : epoch, present(line.resource()));
            case DELETE -> new ClusterChange.Delete(line.at(), Resources.key(cluster, present(line.resource())));
            case SYNCED -> {
                KindRef kind = new KindRef(present(line.group()), present(line.kind()));
                long counted = generation.synced(kind);
                yield new ClusterChange.Synced(cluster, line.at(), epoch == null ? counted : epoch, kind);
            }
            case HEARTBEAT -> new ClusterChange.Heartbeat(cluster, line.at(), epoch);
        };
    }

    private static <T> T present(@org.jspecify.annotations.Nullable T value) {
        return java.util.Objects.requireNonNull(value);
    }

    @Override
    public void close() {
        lines.close();
    }
}
