package dev.faultstream.standalone;

import org.jspecify.annotations.Nullable;

/** The command cannot do what it was asked for. The message is one line for the person who asked. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * @param exitCode one of {@link ExitCode}
     * @param message one line that says what and why
     */
    public CommandFailedException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the process exits with. */
    public int exitCode() {
        return exitCode;
    }
}
