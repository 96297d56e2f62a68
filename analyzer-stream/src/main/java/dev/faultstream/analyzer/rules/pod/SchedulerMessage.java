package dev.faultstream.analyzer.rules.pod;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the scheduler says about a Pod that it finds no node for, taken apart.
 *
 * @param total how many nodes there are; 0 when it does not tell
 * @param clauses its reasons
 * @param text the reasons as they were told, without what it says about preemption
 */
record SchedulerMessage(int total, List<Clause> clauses, String text) {
    private static final Pattern TOTAL = Pattern.compile("^\\d{1,9}/(\\d{1,9}) nodes are available:?\\s*");
    private static final Pattern COUNTED = Pattern.compile("^(\\d{1,9}) (.*)$", Pattern.DOTALL);
    /** How schedulers before 1.24 ended a clause about a taint, with a comma inside. */
    private static final String OLD_TAINT_END = ", that the pod didn't tolerate";

    /**
     * One reason.
     *
     * @param nodes how many nodes it rules out; 0 when it is about the Pod itself
     * @param text what it says, without the number
     */
    record Clause(int nodes, String text) {
        boolean isAboutPod() {
            return nodes == 0;
        }
    }

    static SchedulerMessage parse(String message) {
        Matcher matcher = TOTAL.matcher(message);
        int total = 0;
        String rest = message;
        if (matcher.find()) {
            total = Integer.parseInt(matcher.group(1));
            rest = message.substring(matcher.end());
        }
        int end = rest.indexOf(". ");
        String text = (end < 0 ? rest : rest.substring(0, end)).strip();
        text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        List<Clause> clauses = new ArrayList<>();
        for (String part : text.replace(OLD_TAINT_END, "").split(", ", -1)) {
            if (!part.isBlank()) {
                clauses.add(clause(part.strip()));
            }
        }
        return new SchedulerMessage(total, List.copyOf(clauses), text);
    }

    private static Clause clause(String part) {
        Matcher counted = COUNTED.matcher(part);
        return counted.matches()
                ? new Clause(Integer.parseInt(counted.group(1)), counted.group(2))
                : new Clause(0, part);
    }
}
