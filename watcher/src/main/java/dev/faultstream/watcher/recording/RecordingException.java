package dev.faultstream.watcher.recording;

import org.jspecify.annotations.Nullable;

/**
 * An input cannot be read. The message is one line that names the file, the line where known, and why; neither it nor
 * its cause quotes the input.
 */
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordingException(String file, long line, String why, @Nullable Throwable cause) {
        super(line > 0 ? file + ":" + line + ": " + why : file + ": " + why, cause);
    }

    RecordingException(String file, String why, @Nullable Throwable cause) {
        this(file, 0, why, cause);
    }
}
