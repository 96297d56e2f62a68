package dev.faultstream.schemas.serde;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The serde of every record type. All are thread-safe; what cannot be read is a
 * {@link org.apache.kafka.common.errors.SerializationException} that does not quote the record.
 */
public final class FaultstreamSerdes {
    private static final Serde<Failure> FAILURE = new JsonSerde<>(Failure.class);
    private static final Serde<Explanation> EXPLANATION = new JsonSerde<>(Explanation.class);
    private static final Serde<ExplainedFailure> EXPLAINED = new JsonSerde<>(ExplainedFailure.class);
    private static final Serde<SnapshotRecord> SNAPSHOT = new SnapshotSerde();

    private FaultstreamSerdes() {}

    /** Keys of all topics. */
    public static Serde<String> key() {
        return Serdes.String();
    }

    /** Values of {@code k8s-resource-snapshots}. */
    public static Serde<SnapshotRecord> snapshot() {
        return SNAPSHOT;
    }

    /** Values of {@code k8s-failures}. */
    public static Serde<Failure> failure() {
        return FAILURE;
    }

    /** Values of {@code k8s-explanations}. */
    public static Serde<Explanation> explanation() {
        return EXPLANATION;
    }

    /** Values of {@code k8s-failures-explained}. */
    public static Serde<ExplainedFailure> explainedFailure() {
        return EXPLAINED;
    }
}
