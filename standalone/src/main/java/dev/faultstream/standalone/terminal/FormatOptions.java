package dev.faultstream.standalone.terminal;

import picocli.CommandLine.Option;

/** The option that says how failures are written. A mixin of commands. */
public final class FormatOptions {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "text for people, json for programs (default: text).")
    private OutputFormat format = OutputFormat.TEXT;

    /** How they are written. */
    public OutputFormat format() {
        return format;
    }
}
