package dev.faultstream.sink.result;

import java.util.Map;

/**
 * A Result as it is on the API server, as far as we need to know.
 *
 * @param failureId the failure it says it is about; empty when somebody took that away
 * @param place where it is
 * @param labels all its labels
 * @param fingerprint of its annotations and spec, what others wrote beside it left out
 * @param status its status
 * @param version its resource version
 */
record ObservedResult(
        String failureId,
        ResultPlace place,
        Map<String, String> labels,
        String fingerprint,
        ResultStatus status,
        String version) {
    private static final long UNKNOWN = -1;

    ObservedResult {
        labels = Map.copyOf(labels);
    }

    /** Whether labels, annotations and spec are as they are to be. */
    boolean isAs(DesiredResult desired) {
        return fingerprint.equals(desired.fingerprint()) && hasLabelsOf(desired);
    }

    /** Whether the labels that come from here are as they are to be; others may be there as well. */
    boolean hasLabelsOf(DesiredResult desired) {
        return desired.labels().entrySet().stream()
                .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    /** Whether nothing is left to be written, now that it was looked at again. */
    boolean isSettled(DesiredResult desired) {
        return isAs(desired) && status.equals(status.after(desired, true));
    }

    /** Whether this is certainly an earlier state of the object than the other. */
    boolean isOlderThan(ObservedResult other) {
        long mine = number(version);
        return mine != UNKNOWN && mine < number(other.version);
    }

    private static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }
}
