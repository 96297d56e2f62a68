package dev.faultstream.sink.alert.text;

import java.util.regex.Pattern;

/** Text without what does not show, or shows something else than there is. */
public final class PlainText {
    private static final Pattern BREAKS = Pattern.compile("[\\r\\n\\t\\u2028\\u2029\\u0085]+");
    /** Control characters, and those that change the direction or the look of what stands around them. */
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\x{E0000}-\\x{E007F}]");

    private static final Pattern LONE_SURROGATES =
            Pattern.compile("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

    private PlainText() {}

    /** The text in one line of visible characters. */
    public static String clean(String text) {
        String line = BREAKS.matcher(text).replaceAll(" ");
        String visible = HIDDEN.matcher(line).replaceAll("");
        return LONE_SURROGATES.matcher(visible).replaceAll("\uFFFD").strip();
    }

    /** The text, cut to so many characters at most. */
    public static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}
