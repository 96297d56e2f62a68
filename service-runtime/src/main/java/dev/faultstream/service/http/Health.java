package dev.faultstream.service.http;

/**
 * How a component is.
 *
 * @param ok whether it does its work
 * @param reason why not, for a person; empty when it does
 */
public record Health(boolean ok, String reason) {
    private static final Health GOOD = new Health(true, "");

    /** It does its work. */
    public static Health good() {
        return GOOD;
    }

    /** It does not do its work, and why: names no values of the cluster and no secrets. */
    public static Health bad(String reason) {
        return new Health(false, reason);
    }

    /** {@link #good()} if the condition holds, else the reason. */
    public static Health goodIf(boolean condition, String otherwise) {
        return condition ? GOOD : bad(otherwise);
    }
}
