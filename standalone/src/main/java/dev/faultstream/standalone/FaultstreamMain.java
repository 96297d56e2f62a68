package dev.faultstream.standalone;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The command {@code faultstream}. */
public final class FaultstreamMain {
    private static final Set<String> FOR_PEOPLE = Set.of("up", "analyze", "replay", "topics", "health");

    private FaultstreamMain() {}

    /** Runs the command and exits with its exit code. */
    public static void main(String[] arguments) {
        // What a cluster says is UTF-8, whatever the locale of a pipeline is.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        if (arguments.length > 0 && FOR_PEOPLE.contains(arguments[0])) {
            // Before anything logs: the logging system reads them once.
            quieten("faultstream.log.level", "FAULTSTREAM_LOG_LEVEL", "warn");
            quieten("faultstream.log.level.others", "FAULTSTREAM_LOG_LEVEL_OTHERS", "error");
        }
        System.exit(Faultstream.commandLine().execute(arguments));
    }

    private static void quieten(String property, String variable, String level) {
        if (System.getProperty(property) == null && System.getenv(variable) == null) {
            System.setProperty(property, level);
        }
    }
}
