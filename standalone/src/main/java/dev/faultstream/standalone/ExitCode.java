package dev.faultstream.standalone;

/** What the exit codes of the command mean. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** Done, and what was asked for to be told by the exit code is so; or a service failed. */
    public static final int MET = 1;
    /** The arguments, the configuration or the input cannot be used. */
    public static final int UNUSABLE_INPUT = 2;
    /** A mistake in the program. */
    public static final int BROKEN = 70;
    /** Told to stop before it was done. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
