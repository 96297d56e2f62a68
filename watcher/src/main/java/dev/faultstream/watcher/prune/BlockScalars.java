package dev.faultstream.watcher.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides YAML values that stand on the lines below their name. */
final class BlockScalars {
    private static final Pattern HEAD = Pattern.compile("([ \\t-]*)([\\w.-]+)[ \\t]*:[ \\t]*[|>][-+0-9]*[ \\t]*");

    private BlockScalars() {}

    static String hideIn(String text) {
        List<String> lines = new ArrayList<>();
        int hiddenBelow = -1;
        for (String line : text.split("\n", -1)) {
            if (hiddenBelow >= 0 && (line.isBlank() || indent(line) > hiddenBelow)) {
                continue;
            }
            hiddenBelow = -1;
            lines.add(line);
            Matcher head = HEAD.matcher(line);
            if (head.matches() && SecretNames.holdsSecret(head.group(2))) {
                hiddenBelow = head.group(1).length();
                lines.add(" ".repeat(hiddenBelow + 2) + SecretText.MARKER);
            }
        }
        return String.join("\n", lines);
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }
}
