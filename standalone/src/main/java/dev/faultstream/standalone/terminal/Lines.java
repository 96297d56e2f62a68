package dev.faultstream.standalone.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts line ends into texts for people. */
final class Lines {
    /** A command in a text is to be copied, so it stays in one piece. */
    private static final Pattern WORD = Pattern.compile("(?:`[^`]*`|\\S)+");

    /** Narrower, the text is better left to the terminal. */
    private static final int NARROWEST = 40;

    private Lines() {}

    /** The text, with an end put between words wherever a line would be longer than this many characters. */
    static String fold(String text, int width, String end) {
        if (text.length() <= width || width < NARROWEST) {
            return text;
        }
        StringBuilder folded = new StringBuilder(text.length() + end.length());
        int used = 0;
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            int length = word.end() - word.start();
            if (used > 0 && used + 1 + length > width) {
                folded.append(end);
                used = 0;
            } else if (used > 0) {
                folded.append(' ');
                used++;
            }
            folded.append(word.group());
            used += length;
        }
        return folded.toString();
    }
}
