package dev.faultstream.sink.result;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The {@code status} of a Result.
 *
 * @param lifecycle {@code created}, {@code updated} or {@code historical}; empty when it has none yet
 * @param contentHash what it was computed from; empty when it has none yet
 */
record ResultStatus(String lifecycle, String contentHash) {
    static final ResultStatus NONE = new ResultStatus("", "");

    private static final Set<String> LIFECYCLES = Set.of("created", "updated", "historical");
    private static final String CREATED = "created";
    private static final String UPDATED = "updated";
    private static final String HISTORICAL = "historical";

    static ResultStatus created(DesiredResult desired) {
        return new ResultStatus(CREATED, desired.contentHash());
    }

    /** The status after another look: updated when the content or the labels were others, else historical. */
    ResultStatus after(DesiredResult desired, boolean sameLabels) {
        boolean same = sameLabels && contentHash.equals(desired.contentHash());
        return new ResultStatus(same ? HISTORICAL : UPDATED, desired.contentHash());
    }

    /** Whether it tells of this content, however long ago that was written. */
    boolean isOf(DesiredResult desired) {
        return contentHash.equals(desired.contentHash()) && LIFECYCLES.contains(lifecycle);
    }

    Map<String, Object> asMap() {
        return new TreeMap<>(Map.of("lifecycle", lifecycle, "contentHash", contentHash, "webhook", ""));
    }
}
