package dev.faultstream.service.metrics;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes one meter. Each module lists all its meters in one enum that implements this; the documentation is made
 * from it. Tags are bounded sets: no names of objects, no messages.
 */
public interface MeterSpec {
    /** What it is. */
    Described described();

    /** Dotted lower-case name, for example {@code watcher.records.published}. */
    default String meterName() {
        return described().name();
    }

    /** What sort of meter it is. */
    default Kind kind() {
        return described().kind();
    }

    /** The base unit, for example {@code seconds} or {@code bytes}; null for counts. */
    default @Nullable String unit() {
        return described().unit();
    }

    /** The keys of its tags. */
    default List<String> tags() {
        return described().tags();
    }

    /** One sentence for a person. */
    default String description() {
        return described().description();
    }

    /** The upper bounds of a timer's histogram, ascending; empty for the many that suit any timer. */
    default List<Duration> buckets() {
        return List.of();
    }

    /**
     * What a meter is.
     *
     * @param name its name, dotted and in lower case
     * @param unit the base unit; null for counts
     * @param tags the keys of its tags
     * @param description one sentence for a person
     */
    record Described(String name, Kind kind, @Nullable String unit, List<String> tags, String description) {
        public Described {
            tags = List.copyOf(tags);
        }
    }

    /** What sort of meter it is. */
    enum Kind {
        COUNTER,
        GAUGE,
        TIMER,
        SUMMARY
    }
}
