package dev.faultstream.standalone.terminal;

/** How failures are written. */
public enum OutputFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON
}
