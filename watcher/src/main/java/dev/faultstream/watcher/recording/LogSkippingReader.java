package dev.faultstream.watcher.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Blanks the container logs that {@code kubectl cluster-info dump} prints between objects; keeps line numbers. */
final class LogSkippingReader extends Reader {
    private static final String START = "==== START logs for container";
    private static final String END = "==== END logs for container";

    private final BufferedReader lines;
    private String line = "";
    private int position;
    private boolean started;
    private boolean inLogs;
    private boolean ended;

    LogSkippingReader(BufferedReader lines) {
        this.lines = lines;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (position >= line.length()) {
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, line.length() - position);
        line.getChars(position, position + count, buffer, offset);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        @Nullable String next = ended ? null : lines.readLine();
        if (next == null) {
            ended = true;
            return false;
        }
        if (!inLogs && next.startsWith(START)) {
            inLogs = true;
        }
        line = (started ? "\n" : "") + (inLogs ? "" : next);
        started = true;
        if (inLogs && next.contains(END)) {
            inLogs = false;
        }
        position = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
