package dev.faultstream.sink.alert;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A receiver has not taken notices. The message says why in a few words and quotes neither them nor its answer. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final Duration retryAfter;
    private final boolean perhapsTaken;

    private DeliveryException(
            Fault fault, String message, Duration retryAfter, boolean perhapsTaken, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = requireNonNull(fault, "fault");
        this.retryAfter = requireNonNull(retryAfter, "retryAfter");
        this.perhapsTaken = perhapsTaken;
    }

    /** The receiver will never take this. */
    public static DeliveryException rejected(String message) {
        return new DeliveryException(Fault.REJECTED, message, Duration.ZERO, false, null);
    }

    /**
     * The receiver takes nothing for now.
     *
     * @param retryAfter the least time to wait; zero when it does not say
     * @param perhapsTaken whether it may have taken what was sent nevertheless
     */
    public static DeliveryException unavailable(
            String message, Duration retryAfter, boolean perhapsTaken, @Nullable Throwable cause) {
        return new DeliveryException(Fault.UNAVAILABLE, message, retryAfter, perhapsTaken, cause);
    }

    /** The receiver does not let us: its address or our credentials are wrong. */
    public static DeliveryException refused(String message) {
        return new DeliveryException(Fault.REFUSED, message, Duration.ZERO, false, null);
    }

    public Fault fault() {
        return fault;
    }

    /** How long the receiver wants to be left alone at least. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the receiver may have taken what was sent. */
    public boolean isPerhapsTaken() {
        return perhapsTaken;
    }

    /** What is wrong, as far as what to do next depends on it. */
    public enum Fault {
        /** With these notices: trying again does not help. */
        REJECTED("rejected"),
        /** With the receiver, for a while. */
        UNAVAILABLE("unavailable"),
        /** With its address or our credentials, until somebody puts it right. */
        REFUSED("refused");

        private final String word;

        Fault(String word) {
            this.word = word;
        }

        /** The fault as a word. */
        public String word() {
            return word;
        }
    }
}
