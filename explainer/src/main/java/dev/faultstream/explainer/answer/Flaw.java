package dev.faultstream.explainer.answer;

import java.util.Locale;

/** Why an answer is not used. */
public enum Flaw {
    /** Nothing was said. */
    EMPTY,
    /** It is neither the JSON that was asked for nor text of the known form. */
    UNREADABLE,
    /** It ended before it said enough. */
    CUT_OFF,
    /** It names a value that nobody will fill in. */
    UNKNOWN_PLACEHOLDER,
    /** The explanation is too short to say anything, or too long to read. */
    ERROR_LENGTH,
    /** There is no step, or there are too many. */
    STEP_COUNT,
    /** A step is too short or too long. */
    STEP_LENGTH,
    /** It is not in the language that was asked for. */
    LANGUAGE,
    /** It holds control characters or terminal sequences. */
    CONTROL_CHARACTERS,
    /** It links to a place that is not documentation of Kubernetes. */
    LINK,
    /** It advises what destroys more than it repairs. */
    DANGEROUS;

    /** As a metric tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
