package dev.faultstream.service.config;

/**
 * A value that must not be shown.
 *
 * @param value the secret itself
 */
public record Secret(String value) {
    public Secret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
