package dev.faultstream.explainer.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Error: … Solution: …}, in English or Chinese, as small models write it when no grammar binds them. */
final class TextAnswer {
    private static final Pattern FORM =
            Pattern.compile("(?ism)^[\\s#*]*(?:error|错误|故障)[\\s*]*[:：]\\s*(.+?)\\s*[#*]*\\s*"
                    + "(?:solution|解决方案|解决办法|解决方法)[\\s*]*[:：]\\s*(.+)$");
    private static final Pattern SPACES = Pattern.compile("\\h+");
    private static final Pattern NEWLINES = Pattern.compile("[\\n\\r][\\s]*+");
    private static final Pattern EMPHASIS = Pattern.compile("\\*\\*");

    private TextAnswer() {}

    static Optional<Answer> read(String text) {
        Matcher form = FORM.matcher(
                NEWLINES.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("\n"));
        if (!form.find()) {
            return Optional.empty();
        }
        String error = EMPHASIS.matcher(form.group(1)).replaceAll("").strip();
        String solution = EMPHASIS.matcher(form.group(2)).replaceAll("");
        return Optional.of(new Answer(error, Steps.split(solution)));
    }
}
