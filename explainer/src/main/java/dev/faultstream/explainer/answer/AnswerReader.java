package dev.faultstream.explainer.answer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer in what a model said: the JSON that was asked for, JSON with something around it, JSON without an
 * end, or {@code Error: … Solution: …}. It says nothing about whether the answer is any good.
 */
final class AnswerReader {
    /** With fewer complete steps a cut answer says too little to be kept for ever. */
    private static final int STEPS_OF_CUT_ANSWER = 2;

    /** No token limit that makes sense gives more. */
    private static final int LONGEST = 32_768;

    private static final Pattern THINKING = Pattern.compile("(?is)<think>.*?(?:</think>|$)");
    private static final Pattern FENCE = Pattern.compile("(?s)```[a-zA-Z]*\\s*\\R(.*?)(?:```|$)");

    private AnswerReader() {}

    /** The answer as it stands; {@link Verdict.Usable} here only means that it could be read. */
    static Verdict read(String reply, boolean cutOff) {
        if (reply.length() > LONGEST) {
            return new Verdict.Flawed(Flaw.UNREADABLE);
        }
        String text = THINKING.matcher(reply).replaceAll("").strip();
        if (text.isEmpty()) {
            return new Verdict.Flawed(Flaw.EMPTY);
        }
        if (text.startsWith("{")) {
            return json(text);
        }
        Matcher fence = FENCE.matcher(text);
        if (fence.find() && fence.group(1).strip().startsWith("{")) {
            return json(fence.group(1).strip());
        }
        return TextAnswer.read(text)
                .<Verdict>map(answer -> cutOff ? withoutLastStep(answer) : new Verdict.Usable(answer))
                .orElseGet(() -> embedded(text, cutOff));
    }

    private static Verdict embedded(String text, boolean cutOff) {
        int brace = text.indexOf("{\"");
        int spaced = text.indexOf("{\n");
        int start = brace < 0 ? spaced : spaced < 0 ? brace : Math.min(brace, spaced);
        return start < 0 ? new Verdict.Flawed(cutOff ? Flaw.CUT_OFF : Flaw.UNREADABLE) : json(text.substring(start));
    }

    private static Verdict json(String text) {
        JsonAnswer json = JsonAnswer.read(text);
        @Nullable String error = json.error();
        if (json.isMalformed() || (json.isComplete() && error == null)) {
            return new Verdict.Flawed(Flaw.UNREADABLE);
        }
        boolean enough = json.isComplete() || json.solution().size() >= STEPS_OF_CUT_ANSWER;
        if (error == null || !enough) {
            return new Verdict.Flawed(Flaw.CUT_OFF);
        }
        List<String> steps = json.solution().stream().map(Steps::withoutMark).toList();
        return new Verdict.Usable(new Answer(error.strip(), steps));
    }

    private static Verdict withoutLastStep(Answer answer) {
        int whole = answer.solution().size() - 1;
        return whole < STEPS_OF_CUT_ANSWER
                ? new Verdict.Flawed(Flaw.CUT_OFF)
                : new Verdict.Usable(
                        new Answer(answer.error(), answer.solution().subList(0, whole)));
    }
}
