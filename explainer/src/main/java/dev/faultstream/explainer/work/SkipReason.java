package dev.faultstream.explainer.work;

import java.util.Locale;

/** Why a failure is not put to the model. */
public enum SkipReason {
    /** The record says that the failure's history is over. */
    TOMBSTONE,
    /** The failure went away. */
    RESOLVED,
    /** Another open failure explains it. */
    NOT_ROOT_CAUSE,
    /** It is not bad enough. */
    SEVERITY,
    /** Its rule is excluded. */
    RULE,
    /** It has no explanation key. */
    NO_KEY,
    /** There is an explanation already. */
    CACHED,
    /** Another failure of the same key was being explained. */
    COALESCED;

    /** As a metric tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
