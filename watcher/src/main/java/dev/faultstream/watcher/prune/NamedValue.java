package dev.faultstream.watcher.prune;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way in which texts give values names, and what hides the values whose names say that they are secret. A value that
 * is kept is looked at again for names of its own.
 */
final class NamedValue {
    private static final Pattern VARIABLE = Pattern.compile("[\"']?\\$[({]?\\w+[)}]?[\"']?");

    private final Pattern head;
    private final Pattern value;

    /**
     * A way to name values.
     *
     * @param head matches the name as group 1 and all that stands before the value
     * @param value matches the value
     */
    NamedValue(String head, String value) {
        this.head = Pattern.compile(head);
        this.value = Pattern.compile(value);
    }

    String hideIn(String text) {
        StringBuilder result = new StringBuilder();
        Matcher names = head.matcher(text);
        Matcher values = value.matcher(text);
        int copied = 0;
        for (int from = 0; names.find(from); ) {
            from = names.end();
            if (SecretNames.holdsSecret(names.group(1))
                    && values.region(from, text.length()).lookingAt()
                    && !isVariable(values.group())) {
                result.append(text, copied, from).append(marker(values.group()));
                copied = values.end();
                from = copied;
            }
            if (from >= text.length()) {
                break;
            }
        }
        return copied == 0 ? text : result.append(text, copied, text.length()).toString();
    }

    /** Whether a value is only a reference to a variable, whose value stands elsewhere. */
    static boolean isVariable(String value) {
        return VARIABLE.matcher(value).matches();
    }

    /** The marker, between the quotes that JSON needs. */
    private static String marker(String value) {
        if (value.startsWith("\\\"")) {
            return "\\\"" + SecretText.MARKER + "\\\"";
        }
        return value.startsWith("\"") ? '"' + SecretText.MARKER + '"' : SecretText.MARKER;
    }
}
