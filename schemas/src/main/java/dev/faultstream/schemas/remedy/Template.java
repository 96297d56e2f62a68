package dev.faultstream.schemas.remedy;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with {@code {parameter}} in place of values. Only the names of known parameters count as such; every other
 * brace stays as it is, and a value is never itself read as a template.
 *
 * @param text the text with its parameters
 */
public record Template(String text) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final String NAMESPACE_OPTION = " -n {namespace}";

    /** The names in braces, in order of their first appearance. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /**
     * The text with the values put in. {@code -n {namespace}} is dropped from a command when the namespace is empty or
     * unknown; a parameter without a value stays as it is.
     */
    public String render(Map<String, String> values) {
        String source = values.getOrDefault("namespace", "").isEmpty() ? text.replace(NAMESPACE_OPTION, "") : text;
        return PARAMETER
                .matcher(source)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }
}
