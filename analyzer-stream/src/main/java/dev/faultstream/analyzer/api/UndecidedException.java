package dev.faultstream.analyzer.api;

/**
 * A rule needs something that cannot be known yet: its earlier findings stay as they are and no new ones arise. Not an
 * error; carries no stack trace because it is thrown often while a cluster is being listed.
 */
public final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param what what cannot be known, for people who debug a rule
     */
    public UndecidedException(String what) {
        super(what, null, false, false);
    }
}
