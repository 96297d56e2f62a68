package dev.faultstream.standalone.terminal;

/** Text from a cluster as it may be shown: in one line, and without anything that could drive a terminal. */
final class CleanText {
    private CleanText() {}

    static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(code -> append(code, clean));
        return clean.toString();
    }

    private static void append(int code, StringBuilder clean) {
        if (code == '\n' || code == '\r' || code == '\t') {
            if (clean.length() > 0 && clean.charAt(clean.length() - 1) != ' ') {
                clean.append(' ');
            }
        } else if (isShown(code)) {
            clean.appendCodePoint(code);
        }
    }

    /** Control characters move the cursor; format characters reorder or hide what stands beside them. */
    private static boolean isShown(int code) {
        int type = Character.getType(code);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
