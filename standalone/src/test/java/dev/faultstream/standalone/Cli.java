package dev.faultstream.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The command, run in this JVM. */
public final class Cli {
    private Cli() {}

    /** Runs it and keeps what it writes. */
    public static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Faultstream.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int exitCode = line.execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    /** What came of a run. */
    public record Result(int exitCode, String out, String err) {}
}
