package dev.faultstream.analyzer.lifecycle;

import dev.faultstream.schemas.remedy.ParameterClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what differs from case to case: values of identifying parameters, ids, addresses, times and
 * numbers become typed placeholders. Section 1.8 of the rule catalogue.
 */
final class TextNormalizer {
    private static final int LONGEST = 300;
    private static final int SHORTEST_VALUE = 3;

    private static final List<Replacement> PATTERNS = List.of(
            new Replacement("[a-z][a-z0-9+.-]*://[^\\s\"']+", "<url>"),
            new Replacement(
                    "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?", "<time>"),
            new Replacement("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", "<uid>"),
            new Replacement("\\bsha256:[0-9a-f]{8,64}\\b", "<hash>"),
            new Replacement(
                    "\\b(?:[a-z0-9.-]+(?::\\d+)?/)+[a-z0-9._-]+(?::[\\w.-]+)?(?:@sha256:[0-9a-f]+)?\\b", "<image>"),
            new Replacement("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b", "<ip>"),
            new Replacement("\\b(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}\\b", "<ip>"),
            new Replacement("(?<![\\w/])(?:/[\\w.@-]+){2,}/?", "<path>"),
            new Replacement("\\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.){2,}[a-z]{2,}\\b", "<host>"),
            new Replacement("\\b[0-9a-f]{16,64}\\b", "<hash>"),
            new Replacement("\\b\\d+(?:\\.\\d+)?(?:ms|s|m|h|d|[KMGT]i?B?)?\\b", "<n>"));

    private TextNormalizer() {}

    static String normalise(String text, Map<String, String> parameters) {
        String normal = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        List<Map.Entry<String, String>> identifying = new ArrayList<>();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (ParameterClass.of(parameter.getKey()) == ParameterClass.IDENTIFYING
                    && parameter.getValue().length() >= SHORTEST_VALUE) {
                identifying.add(parameter);
            }
        }
        identifying.sort(Comparator.comparing(
                        (Map.Entry<String, String> entry) -> -entry.getValue().length())
                .thenComparing(Map.Entry::getKey));
        for (Map.Entry<String, String> parameter : identifying) {
            normal = Pattern.compile("(?<![\\w-])" + Pattern.quote(parameter.getValue()) + "(?![\\w-])")
                    .matcher(normal)
                    .replaceAll(Matcher.quoteReplacement('<' + parameter.getKey() + '>'));
        }
        for (Replacement replacement : PATTERNS) {
            normal = replacement.pattern.matcher(normal).replaceAll(replacement.placeholder);
        }
        return normal;
    }

    private record Replacement(Pattern pattern, String placeholder) {
        Replacement(String regex, String placeholder) {
            this(Pattern.compile(regex), placeholder);
        }
    }
}
