package dev.faultstream.explainer.privacy;

import java.util.regex.Pattern;

/**
 * Takes out of a cluster's text what is not text: control characters, invisible and direction-changing ones, terminal
 * sequences, and the marks that chat templates give a meaning.
 */
final class Cleaner {
    private static final Pattern TERMINAL =
            Pattern.compile("\u001B(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|.)");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]+");
    private static final Pattern TEMPLATE_MARK = Pattern.compile(
            "(?i)<[|｜][^|｜>]{0,60}[|｜]>|<\\||\\|>|<｜|｜>|\\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)]"
                    + "|<</?SYS>>|</?s>|</?(?:start|end)_of_turn>|</?(?:think|tool_call|tools|bos|eos|unk|pad)>");
    private static final Pattern OUR_MARK = Pattern.compile("(?i)\\b(?:BEGIN|END)[ _-]+DATA\\b");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Cleaner() {}

    static String clean(String text) {
        String visible =
                INVISIBLE.matcher(TERMINAL.matcher(text).replaceAll(" ")).replaceAll(" ");
        String before;
        String after = visible;
        do {
            before = after;
            after = TEMPLATE_MARK.matcher(before).replaceAll(" ");
        } while (!after.equals(before));
        return SPACES.matcher(OUR_MARK.matcher(after).replaceAll("data"))
                .replaceAll(" ")
                .strip();
    }
}
