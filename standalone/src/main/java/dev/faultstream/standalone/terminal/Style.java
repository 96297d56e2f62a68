package dev.faultstream.standalone.terminal;

import dev.faultstream.schemas.failure.Severity;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;

/** Colours, on terminals only. What it is given is cleaned of what could drive the terminal. Immutable. */
public final class Style {
    private final boolean coloured;

    private Style(boolean coloured) {
        this.coloured = coloured;
    }

    /** Coloured if the process writes to a terminal and nothing in its environment speaks against it. */
    public static Style automatic() {
        return new Style(Ansi.AUTO.enabled());
    }

    /** Never coloured. */
    public static Style plain() {
        return new Style(false);
    }

    /** Always coloured. */
    public static Style coloured() {
        return new Style(true);
    }

    String plain(String text) {
        return CleanText.of(text).strip();
    }

    /** Less important. */
    public String faint(String text) {
        return with(text, Ansi.Style.faint);
    }

    String bold(String text) {
        return with(text, Ansi.Style.bold);
    }

    String good(String text) {
        return with(text, Ansi.Style.fg_green);
    }

    String severity(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> with(text, Ansi.Style.fg_red, Ansi.Style.bold);
            case WARNING -> with(text, Ansi.Style.fg_yellow);
            case INFO -> with(text, Ansi.Style.fg_cyan);
        };
    }

    private String with(String text, IStyle... styles) {
        String clean = CleanText.of(text);
        return coloured ? Ansi.Style.on(styles) + clean + Ansi.Style.off(styles) : clean;
    }
}
