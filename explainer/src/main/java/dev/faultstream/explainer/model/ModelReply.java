package dev.faultstream.explainer.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a model said, unread.
 *
 * @param text the words; may be empty
 * @param cutOff whether the token limit ended them
 * @param promptTokens tokens of the question; null when the server does not tell
 * @param completionTokens tokens of the answer; null when the server does not tell
 * @param latencyMillis how long the server took
 */
public record ModelReply(
        String text,
        boolean cutOff,
        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens,
        long latencyMillis) {
    public ModelReply {
        requireNonNull(text, "text");
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "ModelReply[" + text.length() + " characters, cutOff=" + cutOff + "]";
    }
}
