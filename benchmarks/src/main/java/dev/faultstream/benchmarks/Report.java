package dev.faultstream.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints what is measured as it comes, and remembers it. Not thread-safe. */
public final class Report {
    private final PrintStream out;
    private final Map<String, Double> values = new LinkedHashMap<>();

    public Report(PrintStream out) {
        this.out = out;
    }

    /** A text between values. */
    public void say(String text) {
        out.println(text);
    }

    /** A value. */
    public void value(String name, double value, String unit) {
        values.put(name, value);
        out.printf(Locale.ROOT, "  %-58s %s %s%n", name, number(value), unit);
    }

    /** The median of several values, and the least and the greatest. */
    public double spread(String name, double[] all, String unit) {
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        values.put(name, median);
        out.printf(
                Locale.ROOT,
                "  %-58s %s %s (%s to %s)%n",
                name,
                number(median),
                unit,
                number(sorted[0]),
                number(sorted[sorted.length - 1]));
        return median;
    }

    /**
     * What was measured of a subject and of its ceiling in turns, and the ratio of each pair.
     *
     * @param how how it was measured
     * @param ceilings rates of what the subject cannot be faster than
     * @param subjects rates of the subject
     */
    public void compare(String how, double[] ceilings, double[] subjects) {
        double[] ratios = new double[subjects.length];
        Arrays.setAll(ratios, round -> subjects[round] / ceilings[round]);
        spread("ceiling, " + how, ceilings, "/s");
        spread("subject, " + how, subjects, "/s");
        spread("subject / ceiling, " + how, ratios, "");
    }

    /** What was reported, by name. */
    public Map<String, Double> values() {
        return Map.copyOf(values);
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
