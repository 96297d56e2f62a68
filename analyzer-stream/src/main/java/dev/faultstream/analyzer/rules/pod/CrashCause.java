package dev.faultstream.analyzer.rules.pod;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import org.jspecify.annotations.Nullable;

/** What a container's exit code tells about why it ended. */
final class CrashCause {
    private static final String APPLICATION = "application";
    /** Exit codes of processes that a signal ended start above it, and go up by the number of the signal. */
    private static final int SIGNALS = 128;

    private static final int HIGHEST_SIGNAL = 64;

    private CrashCause() {}

    static String of(@Nullable ContainerStateTerminated end) {
        if (end == null || end.getExitCode() == null || "ContainerStatusUnknown".equals(end.getReason())) {
            return "status-lost";
        }
        int code = end.getExitCode();
        return switch (code) {
            case 0 -> "exits-normally";
            case 134 -> "abort";
            case 137 -> "killed";
            case 139 -> "segfault";
            case 143 -> "terminated";
            default -> code > SIGNALS && code <= SIGNALS + HIGHEST_SIGNAL ? "signal" : APPLICATION;
        };
    }
}
