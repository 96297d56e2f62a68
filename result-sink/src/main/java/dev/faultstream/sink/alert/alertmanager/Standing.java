package dev.faultstream.sink.alert.alertmanager;

/**
 * How a failure's alert stands to others.
 *
 * @param failureId the failure
 * @param root the failure that explains it, or itself
 * @param fires whether the alert fires; else it is over
 */
record Standing(String failureId, String root, boolean fires) {
    /** Whether it is muted by the alert of its root. */
    boolean isMuted() {
        return fires && isSymptom();
    }

    /** Whether it mutes the alerts of its symptoms. */
    boolean mutes() {
        return fires && !isSymptom();
    }

    boolean isSymptom() {
        return !root.equals(failureId);
    }
}
