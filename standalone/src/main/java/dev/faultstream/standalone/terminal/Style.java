package dev.faultstream.standalone.terminal;

import dev.faultstream.schemas.failure.Severity;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;

/**
 * Colours and line ends, on terminals only. What it is given is cleaned of what could drive the terminal. Immutable.
 */
public final class Style {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final boolean coloured;
    private final int columns;

    private Style(boolean coloured, int columns) {
        this.coloured = coloured;
        this.columns = columns;
    }

    /**
     * Coloured if the process writes to a terminal and nothing in its environment speaks against it; as wide as the
     * launcher says the terminal is.
     */
    public static Style automatic() {
        return new Style(Ansi.AUTO.enabled(), Integer.getInteger("faultstream.columns", UNLIMITED));
    }

    /** Never coloured. */
    public static Style plain() {
        return new Style(false, UNLIMITED);
    }

    /** Always coloured. */
    public static Style coloured() {
        return new Style(true, UNLIMITED);
    }

    /** The same for lines of so many columns. */
    Style ofWidth(int width) {
        return new Style(coloured, width);
    }

    String plain(String text) {
        return CleanText.of(text).strip();
    }

    /** A text of as many lines as it needs, all but the first indented. */
    String paragraph(String indent, String text) {
        return Lines.fold(plain(text), columns - indent.length(), "\n" + indent);
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
