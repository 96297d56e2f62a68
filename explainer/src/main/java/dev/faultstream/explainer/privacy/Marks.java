package dev.faultstream.explainer.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * Stands for placeholders while a text is worked on: each is one private-use character, so that no later pattern cuts a
 * placeholder apart or mistakes it for a value. The text must hold no such character of its own. Not thread-safe.
 */
final class Marks {
    /** What a mark looks like to a pattern. */
    static final String RANGE = "\uE000-\uF8FF";

    private static final char FIRST = '\uE000';
    private static final int MOST = 0xF8FF - FIRST + 1;

    private final List<String> placeholders = new ArrayList<>();

    /** The character that stands for a placeholder. */
    String of(String placeholder) {
        int index = placeholders.indexOf(placeholder);
        if (index < 0) {
            if (placeholders.size() == MOST) {
                throw new IllegalStateException("too many placeholders");
            }
            index = placeholders.size();
            placeholders.add(placeholder);
        }
        return String.valueOf((char) (FIRST + index));
    }

    /** The text with the placeholders themselves. */
    String resolve(String text) {
        StringBuilder resolved = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            int index = text.charAt(i) - FIRST;
            if (index >= 0 && index < placeholders.size()) {
                resolved.append(placeholders.get(index));
            } else {
                resolved.append(text.charAt(i));
            }
        }
        return resolved.toString();
    }
}
