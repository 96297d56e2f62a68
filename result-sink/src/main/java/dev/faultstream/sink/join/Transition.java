package dev.faultstream.sink.join;

import dev.faultstream.schemas.failure.Failure;
import org.jspecify.annotations.Nullable;

/** What a record of {@code k8s-failures-explained} tells that the one before it did not. */
public enum Transition {
    /** A failure is there that was not, or is there again. */
    OPENED("opened"),
    /** The same failure, but not the same words, objects or severity. */
    CHANGED("changed"),
    /** The same revision, with what a model said of it. */
    EXPLAINED("explained"),
    /** It went away. */
    RESOLVED("resolved");

    private final String word;

    Transition(String word) {
        this.word = word;
    }

    /** The transition as a word, as in the type of its CloudEvent. */
    public String word() {
        return word;
    }

    static Transition between(@Nullable Failure before, Failure after) {
        boolean open = after.state() == Failure.State.OPEN;
        boolean wasOpen = before != null && before.state() == Failure.State.OPEN;
        if (open) {
            return wasOpen ? CHANGED : OPENED;
        }
        return wasOpen || before == null ? RESOLVED : CHANGED;
    }
}
