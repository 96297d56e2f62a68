package dev.faultstream.standalone.observability;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of PromQL as it takes to see which metrics and labels an expression asks for. */
final class PromQl {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![a-zA-Z0-9_:])([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(\\{[^}]*})?(\\s*\\()?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?:=~|!~|!=|=)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    private PromQl() {}

    /** The metrics of an expression, each with the labels that it is selected by. */
    static Map<String, Set<String>> selectors(String expression) {
        String bare = TEXT.matcher(expression).replaceAll("\"\"");
        bare = GROUPING.matcher(bare).replaceAll(" ");
        bare = RANGE.matcher(bare).replaceAll(" ");
        Map<String, Set<String>> selectors = new LinkedHashMap<>();
        Matcher selector = SELECTOR.matcher(bare);
        while (selector.find()) {
            if (selector.group(3) == null && !WORDS.contains(selector.group(1))) {
                Set<String> labels = selectors.computeIfAbsent(selector.group(1), name -> new LinkedHashSet<>());
                Matcher label = LABEL.matcher(selector.group(2) == null ? "" : selector.group(2));
                while (label.find()) {
                    labels.add(label.group(1));
                }
            }
        }
        return selectors;
    }
}
