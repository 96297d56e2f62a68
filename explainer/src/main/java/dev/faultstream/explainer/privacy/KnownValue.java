package dev.faultstream.explainer.privacy;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that identifies something, and what stands for it. A value that could be an ordinary word ({@code web}) is
 * found where it stands alone or as a part of a name ({@code web-7d9f}); any other wherever it occurs.
 */
record KnownValue(Pattern pattern, int length, String placeholder) {
    /** The longest first, so that {@code deployment/web} is found before {@code web}. */
    static final Comparator<KnownValue> LONGEST_FIRST =
            Comparator.comparingInt(KnownValue::length).reversed();

    private static final int SHORTEST = 2;
    private static final int LONGEST_WORD = 5;

    /** Whether a value is worth looking for: a single character is everywhere. */
    static boolean isFindable(String value) {
        return value.length() >= SHORTEST;
    }

    static KnownValue of(String value, String placeholder) {
        boolean word =
                value.length() <= LONGEST_WORD && value.chars().allMatch(c -> Character.isLetterOrDigit(c) || c > 127);
        String quoted = Pattern.quote(value);
        Pattern pattern = word
                ? Pattern.compile("(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])")
                : Pattern.compile(quoted, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return new KnownValue(pattern, value.length(), placeholder);
    }

    String hide(String text, Marks marks) {
        return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(marks.of(placeholder)));
    }

    @Override
    public String toString() {
        return "KnownValue[" + placeholder + "]";
    }
}
