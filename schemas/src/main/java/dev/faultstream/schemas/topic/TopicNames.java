package dev.faultstream.schemas.topic;

import java.util.regex.Pattern;

/**
 * The names of the topics of one deployment: those of {@link Topics} with a prefix.
 *
 * @param prefix what stands before every name; empty for none
 */
public record TopicNames(String prefix) {
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

    public TopicNames {
        if (!isPrefix(prefix)) {
            throw new IllegalArgumentException("prefix must be of letters, digits, '.', '_' and '-': " + prefix);
        }
    }

    /** The names without a prefix. */
    public static TopicNames unprefixed() {
        return new TopicNames("");
    }

    /** Whether a text can stand before the names of topics. */
    public static boolean isPrefix(String text) {
        return PREFIX.matcher(text).matches();
    }

    public String resourceSnapshots() {
        return prefix + Topics.RESOURCE_SNAPSHOTS;
    }

    public String failures() {
        return prefix + Topics.FAILURES;
    }

    public String explanations() {
        return prefix + Topics.EXPLANATIONS;
    }

    public String failuresExplained() {
        return prefix + Topics.FAILURES_EXPLAINED;
    }

    public String deadLetters() {
        return prefix + Topics.DEAD_LETTERS;
    }
}
