package dev.faultstream.standalone.terminal;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Failure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failures as they open, change and resolve: a line for each, and below it what is new. Used by one thread. */
public final class FailureTicker {
    private static final String INDENT = " ".repeat(10);

    private final Style style;
    private final PrintWriter out;
    private final Map<String, ExplainedFailure> open = new LinkedHashMap<>();
    private long opened;
    private long resolved;

    /** A ticker that has shown nothing yet. */
    public FailureTicker(Style style, PrintWriter out) {
        this.style = style;
        this.out = out;
    }

    /** Takes a failure as shown already. */
    public void remember(ExplainedFailure explained) {
        open.put(explained.failure().id(), explained);
    }

    /** Shows what a record tells. */
    public void show(ExplainedFailure explained) {
        Failure failure = explained.failure();
        if (failure.state() == Failure.State.RESOLVED) {
            showResolved(failure);
            open.remove(failure.id());
        } else {
            ExplainedFailure before = open.put(failure.id(), explained);
            if (before == null) {
                showOpened(failure);
            } else if (before.failure().revision() == failure.revision()) {
                showExplained(explained);
            } else {
                showChanged(before.failure(), failure);
            }
        }
        out.flush();
    }

    /** Says how it stands. */
    public void summarize() {
        out.println();
        out.println(style.bold(opened + " opened, " + resolved + " resolved, " + open.size() + " open now"));
        out.flush();
    }

    private void showOpened(Failure failure) {
        opened++;
        headline(failure, "opened");
        detail(failure.message());
        String cause = causes(failure);
        if (cause != null) {
            faint("because of " + cause);
        } else if (!failure.remedy().steps().isEmpty()) {
            detail("→ " + failure.remedy().steps().get(0));
        }
    }

    private void showChanged(Failure before, Failure failure) {
        headline(failure, "changed");
        List<String> news = new ArrayList<>();
        if (before.severity() != failure.severity()) {
            news.add("was " + Wording.severity(before));
        }
        if (before.objects().count() != failure.objects().count()) {
            news.add("objects: " + before.objects().count() + " → "
                    + failure.objects().count());
        }
        String cause = causes(failure);
        if (!before.causedBy().equals(failure.causedBy())) {
            news.add(cause == null ? "nothing open explains it any more" : "because of " + cause);
        }
        if (!before.message().equals(failure.message())) {
            detail(failure.message());
        }
        news.forEach(this::faint);
    }

    private void showExplained(ExplainedFailure explained) {
        headline(explained.failure(), "explained");
        detail(explained.explanation().error());
        int number = 1;
        for (String step : explained.explanation().solution()) {
            detail(number++ + ". " + step);
        }
    }

    private void showResolved(Failure failure) {
        resolved++;
        Failure.Resolution resolution = failure.resolution();
        String how = (resolution == null || resolution == Failure.Resolution.RECOVERED)
                ? ""
                : " (" + resolution.name().toLowerCase(Locale.ROOT) + ")";
        out.println(Wording.time(failure.changedAt()) + "  "
                + style.good(pad("resolved", 9)) + "  "
                + style.faint(pad(Wording.severity(failure), 8)) + "  "
                + style.plain(Wording.subject(failure)) + "  "
                + style.faint(failure.rule() + " after "
                        + Wording.duration(
                                failure.openedAt(),
                                failure.resolvedAt() == null ? failure.changedAt() : failure.resolvedAt())
                        + how));
    }

    private void headline(Failure failure, String what) {
        out.println(Wording.time(failure.changedAt()) + "  "
                + pad(what, 9) + "  "
                + style.severity(failure.severity(), pad(Wording.severity(failure), 8)) + "  "
                + style.bold(Wording.subject(failure)) + "  "
                + style.faint(failure.rule()));
    }

    private void detail(String text) {
        out.println(INDENT + style.paragraph(INDENT, text));
    }

    private void faint(String text) {
        out.println(INDENT + style.faint(text));
    }

    /** What explains it, as far as it was shown; null when nothing does. */
    private @Nullable String causes(Failure failure) {
        List<String> known = new ArrayList<>();
        for (String id : failure.causedBy()) {
            ExplainedFailure cause = open.get(id);
            if (cause != null) {
                known.add(
                        Wording.subject(cause.failure()) + " " + cause.failure().rule());
            }
        }
        if (known.isEmpty()) {
            return failure.causedBy().isEmpty() ? null : "another failure";
        }
        return String.join(", ", known);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
