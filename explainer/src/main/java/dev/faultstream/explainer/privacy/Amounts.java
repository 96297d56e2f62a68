package dev.faultstream.explainer.privacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counters and durations, which differ from case to case; codes, which say what happened, stay. */
final class Amounts {
    private static final Pattern CODE_OR_AMOUNT = Pattern.compile(
            "(?i)(\\b(?:exit|status|response|error|http|errno|signal)[ _-]?(?:code|status)?\\s*[:=]?\\s*(?:\\(|was |is )?\\d{1,3}\\b"
                    + "|\\b(?:statuscode|exitcode|code|HTTP/\\d(?:\\.\\d)?)\\s*[:=]?\\s*\\d{1,3}\\b)"
                    + "|(?<![A-Za-z0-9_." + Marks.RANGE + "-])[-+]?\\d+(?:[.,]\\d+)*"
                    + "(?:%|(?:(?:ns|us|µs|ms|s|m|h|d|k|[KMGTP]i?B?|m?cores?)(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h))*))?"
                    + "(?![A-Za-z0-9_])");

    private Amounts() {}

    static String hide(String text, Marks marks) {
        String amount = Matcher.quoteReplacement(marks.of("<n>"));
        return CODE_OR_AMOUNT
                .matcher(text)
                .replaceAll(match -> match.group(1) == null ? amount : Matcher.quoteReplacement(match.group(1)));
    }
}
