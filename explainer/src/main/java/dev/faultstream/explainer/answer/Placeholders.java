package dev.faultstream.explainer.answer;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Placeholders as models write them. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern DOUBLED = Pattern.compile("(?<![{$])\\{\\{\\s*([a-zA-Z]+)\\s*}}(?!})");
    /** Words of jsonpath and Go templates, not placeholders. */
    private static final Set<String> KEYWORDS = Set.of("end", "else");

    private Placeholders() {}

    /** The text with {@code {{name}}} written as {@code {name}} where the name is known. */
    static String tidy(String text, Set<String> known) {
        return DOUBLED.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        known.contains(match.group(1)) ? "{" + match.group(1) + "}" : match.group()));
    }

    /** Whether nobody will fill in one of the text's placeholders. */
    static boolean hasUnknown(String text, Set<String> known) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .anyMatch(name -> !known.contains(name) && !KEYWORDS.contains(name));
    }
}
