package dev.faultstream.sink.result;

import java.util.Map;

/**
 * A Result as it is on the API server, as far as we need to know.
 *
 * @param failureId the failure it says it is about; empty when somebody took that away
 * @param name its name
 * @param labels those of its labels that we write
 * @param fingerprint of its labels, annotations and spec, those of others left out
 * @param status its status
 */
record ObservedResult(
        String failureId, String name, Map<String, String> labels, String fingerprint, ResultStatus status) {
    ObservedResult {
        labels = Map.copyOf(labels);
    }

    /** What is there once a Result was written. */
    static ObservedResult written(DesiredResult desired, ResultStatus status) {
        return new ObservedResult(desired.failureId(), desired.name(), desired.labels(), desired.fingerprint(), status);
    }

    /** Whether nothing is left to be written. */
    boolean isSettled(DesiredResult desired) {
        return isAs(desired) && status.equals(status.after(desired, true));
    }

    boolean isAs(DesiredResult desired) {
        return fingerprint.equals(desired.fingerprint());
    }
}
