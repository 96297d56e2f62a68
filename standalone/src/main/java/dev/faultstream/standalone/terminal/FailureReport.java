package dev.faultstream.standalone.terminal;

import dev.faultstream.schemas.failure.Failure;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All failures of an instant as a text for a person: root causes with what to do, and below each what it explains. */
public final class FailureReport {
    private static final String INDENT = "  ";

    private final Style style;
    private final @Nullable Instant instant;

    /**
     * A report.
     *
     * @param instant the instant that it is of; null when nothing is known of any
     */
    public FailureReport(Style style, @Nullable Instant instant) {
        this.style = style;
        this.instant = instant;
    }

    /** Writes it. */
    public void write(Collection<Failure> failures, PrintWriter out) {
        FailureTree tree = new FailureTree(failures);
        out.println(style.bold(headline(failures, tree)));
        for (Failure root : tree.roots()) {
            out.println();
            writeRoot(root, out);
            List<Failure> symptoms = tree.explainedBy(root);
            if (!symptoms.isEmpty()) {
                out.println(INDENT + style.faint("explains"));
                symptoms.forEach(symptom -> writeSymptom(symptom, tree, INDENT + INDENT, out));
            }
        }
    }

    private String headline(Collection<Failure> failures, FailureTree tree) {
        String when = instant == null ? "" : " at " + Wording.instant(instant);
        if (failures.isEmpty()) {
            return "no failures" + when;
        }
        String clusters =
                failures.stream().map(Failure::cluster).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .collect(Collectors.joining(", "));
        long open = failures.stream()
                .filter(failure -> failure.state() == Failure.State.OPEN)
                .count();
        String counts = open + " open";
        if (failures.size() > open) {
            counts += ", " + (failures.size() - open) + " resolved";
        }
        return clusters + when + ": " + Wording.count(failures.size(), "failure", "failures") + " (" + counts + "), "
                + Wording.count(tree.roots().size(), "root cause", "root causes");
    }

    private void writeRoot(Failure failure, PrintWriter out) {
        out.println(line(failure));
        out.println(INDENT + style.paragraph(INDENT, failure.message()));
        out.println(INDENT + style.faint(Wording.since(failure, instant)));
        if (failure.state() == Failure.State.OPEN) {
            int number = 1;
            for (String step : failure.remedy().steps()) {
                out.println(INDENT + number++ + ". " + style.paragraph(INDENT + "   ", step));
            }
        }
    }

    private void writeSymptom(Failure failure, FailureTree tree, String indent, PrintWriter out) {
        out.println(indent + line(failure));
        out.println(indent + INDENT + style.paragraph(indent + INDENT, failure.message()));
        tree.explainedBy(failure).forEach(symptom -> writeSymptom(symptom, tree, indent + INDENT, out));
    }

    private String line(Failure failure) {
        String state = failure.state() == Failure.State.OPEN ? "" : style.good("resolved") + " ";
        return state
                + style.severity(failure.severity(), Wording.severity(failure))
                + INDENT
                + style.bold(Wording.subject(failure))
                + INDENT
                + style.faint(failure.rule());
    }
}
