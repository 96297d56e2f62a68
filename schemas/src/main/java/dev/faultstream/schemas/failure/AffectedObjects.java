package dev.faultstream.schemas.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects that show a failure.
 *
 * @param count how many
 * @param sample at most {@link #SAMPLE_LIMIT} of them, those that failed first
 */
public record AffectedObjects(int count, List<Affected> sample) {
    /** How many objects a failure names at most. */
    public static final int SAMPLE_LIMIT = 10;

    public AffectedObjects {
        sample = List.copyOf(sample);
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative: " + count);
        }
        if (sample.size() > SAMPLE_LIMIT) {
            throw new IllegalArgumentException(
                    "sample must have at most " + SAMPLE_LIMIT + " objects: " + sample.size());
        }
    }

    /**
     * One object that shows a failure.
     *
     * @param namespace null when it is cluster-scoped
     * @param message what is wrong with it
     */
    public record Affected(String kind, @Nullable String namespace, String name, String message) {}
}
