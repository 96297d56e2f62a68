package dev.faultstream.analyzer.engine;

import dev.faultstream.schemas.serde.SnapshotEnvelope;
import java.io.IOException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** The record of an object as it stands in the store, its resource still bytes. */
final class StoredResource {
    private final SnapshotEnvelope envelope;

    private StoredResource(SnapshotEnvelope envelope) {
        this.envelope = envelope;
    }

    /** Reads the record's envelope; null when there is none or it holds no resource. */
    static @Nullable StoredResource skim(byte @Nullable [] record) {
        try {
            return record == null ? null : of(SnapshotEnvelope.skim(record));
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The epoch of a record; the oldest possible when it has none. */
    static long epochOf(byte[] record) {
        try {
            return SnapshotEnvelope.epochOf(record);
        } catch (IOException | IllegalArgumentException e) {
            return Long.MIN_VALUE;
        }
    }

    private static @Nullable StoredResource of(SnapshotEnvelope envelope) {
        return envelope.resourceOffset() < 0 ? null : new StoredResource(envelope);
    }

    long epoch() {
        return envelope.epoch();
    }

    /** Whether both hold the same resource, byte for byte. */
    boolean isSameResource(StoredResource other) {
        return envelope.sameResource(other.envelope);
    }

    /** What the object can be listed by, without indexes. */
    ListedBy listedBy() {
        try {
            return ListedBy.read(envelope.record(), envelope.resourceOffset(), envelope.resourceLength());
        } catch (IOException e) {
            return ListedBy.none();
        }
    }

    /** Gives the bytes of the resource to a reader that refuses what stands behind it, exactly them if need be. */
    <T> T read(Reader<T> reader) throws IOException {
        try {
            return reader.read(envelope.record(), envelope.resourceOffset(), envelope.resourceLength());
        } catch (IOException | IllegalArgumentException e) {
            SnapshotEnvelope exact = exact();
            if (exact.resourceLength() == envelope.resourceLength()) {
                throw e;
            }
            return reader.read(exact.record(), exact.resourceOffset(), exact.resourceLength());
        }
    }

    private SnapshotEnvelope exact() throws IOException {
        try {
            return SnapshotEnvelope.read(envelope.record());
        } catch (DateTimeException e) {
            throw new IOException("observedAt is no instant", e);
        }
    }

    /** Reads an object from a part of an array. */
    @FunctionalInterface
    interface Reader<T> {
        T read(byte[] json, int offset, int length) throws IOException;
    }
}
