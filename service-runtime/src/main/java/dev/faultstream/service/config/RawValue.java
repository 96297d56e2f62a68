package dev.faultstream.service.config;

import java.util.List;

/**
 * A setting as somebody wrote it.
 *
 * @param items its texts; more or less than one only for a sequence of a file
 * @param sequence whether it was written as a sequence
 * @param origin who wrote it, for a person
 * @param rank the strength of its source; the higher one wins
 */
record RawValue(List<String> items, boolean sequence, String origin, int rank) {
    RawValue {
        items = List.copyOf(items);
    }

    static RawValue of(String text, String origin, int rank) {
        return new RawValue(List.of(text), false, origin, rank);
    }

    <T> T as(ValueType<T> type) {
        return sequence ? type.parseItems(items) : type.parse(text());
    }

    /** As one text, the items of a sequence separated by commas. */
    String text() {
        return String.join(",", items);
    }

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return "RawValue[from " + origin + "]";
    }
}
