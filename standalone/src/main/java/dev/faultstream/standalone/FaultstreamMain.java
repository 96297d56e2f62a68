package dev.faultstream.standalone;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command {@code faultstream}. */
public final class FaultstreamMain {
    private FaultstreamMain() {}

    /** Runs the command and exits with its exit code. */
    public static void main(String[] arguments) {
        // What a cluster says is UTF-8, whatever the locale of a pipeline is.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.exit(Faultstream.commandLine().execute(arguments));
    }
}
