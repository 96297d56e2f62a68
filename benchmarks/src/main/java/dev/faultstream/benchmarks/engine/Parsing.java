package dev.faultstream.benchmarks.engine;

import dev.faultstream.analyzer.engine.ResourceTypes;
import dev.faultstream.benchmarks.Stopwatch;
import dev.faultstream.benchmarks.cluster.ClusterRecord;
import dev.faultstream.schemas.serde.SnapshotEnvelope;
import dev.faultstream.schemas.snapshot.ResourceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What no analysis can do without: reading the bytes of each object into its model class. */
public final class Parsing {
    private final ResourceTypes types;
    private long parsed;

    public Parsing(ResourceTypes types) {
        this.types = types;
    }

    /** How many objects it reads in a second of processor time, when their place in their record is known. */
    double rate(List<ClusterRecord> records) {
        List<Resource> resources = records.stream().map(Resource::of).toList();
        Stopwatch watch = new Stopwatch();
        resources.forEach(this::parse);
        return watch.perThreadSecond(records.size());
    }

    /** Reads a record's object, if it has one. */
    public void parse(String key, byte[] value) {
        try {
            SnapshotEnvelope envelope = SnapshotEnvelope.skim(value);
            if (envelope.resourceOffset() >= 0) {
                parse(new Resource(ResourceKey.parse(key), envelope));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many objects were read. */
    public long parsed() {
        return parsed;
    }

    private void parse(Resource resource) {
        try {
            SnapshotEnvelope envelope = resource.envelope;
            HasMetadata object = types.parse(
                    resource.key.kindRef(), envelope.record(), envelope.resourceOffset(), envelope.resourceLength());
            parsed += object.getMetadata().getName().isEmpty() ? 0 : 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Resource(ResourceKey key, SnapshotEnvelope envelope) {
        static Resource of(ClusterRecord record) {
            try {
                return new Resource(ResourceKey.parse(record.key()), SnapshotEnvelope.read(record.value()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
