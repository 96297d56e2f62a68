package dev.faultstream.standalone.up;

import dev.faultstream.standalone.terminal.Style;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says on the standard error stream how far starting is. */
final class Progress {
    private final PrintWriter err;
    private final Style style;
    private final Clock clock;
    private final Instant begin;

    Progress(PrintWriter err, Style style, Clock clock) {
        this.err = err;
        this.style = style;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** One line: how long it has taken, which part, what about it. */
    void tell(String part, String what) {
        double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
        err.println(style.faint(String.format(Locale.ROOT, "%5.1f s  %-9s  %s", seconds, part, what)));
        err.flush();
    }
}
