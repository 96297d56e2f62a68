package dev.faultstream.explainer.answer;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Steps written as running text: one a line, or numbered. */
final class Steps {
    private static final Pattern BORDER =
            Pattern.compile("\\R+|(?<=[.;。；])\\s*(?=\\(?\\d{1,2}[.)、．]\\s*\\D)|\\s+(?=\\d{1,2}[.)、．]\\s+\\D)");
    private static final Pattern MARK = Pattern.compile("^\\s*(?:[-*•]|\\(?\\d{1,2}[.)、．])\\s*");

    private Steps() {}

    static List<String> split(String text) {
        return Arrays.stream(BORDER.split(text))
                .map(Steps::withoutMark)
                .filter(step -> !step.isEmpty())
                .toList();
    }

    /** A step without the number or bullet that a model likes to put before it. */
    static String withoutMark(String step) {
        return MARK.matcher(step).replaceFirst("").strip();
    }
}
