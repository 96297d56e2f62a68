package dev.faultstream.explainer.answer;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides whether what a model said may be shown to people: it is never trusted, whatever the server promised about its
 * form.
 *
 * @param language the language that was asked for
 * @param placeholders the names that will be filled in
 * @param remedy the hand-written remedy; what it advises an answer may advise
 */
public record AnswerCheck(String language, Set<String> placeholders, String remedy) {
    private static final int SHORTEST = 8;
    private static final int LONGEST_ERROR = 1200;
    private static final int LONGEST_STEP = 800;
    private static final int MOST_STEPS = 12;

    public AnswerCheck {
        placeholders = Set.copyOf(placeholders);
    }

    /**
     * The verdict.
     *
     * @param reply what the model said
     * @param cutOff whether the token limit ended it
     */
    public Verdict check(String reply, boolean cutOff) {
        return AnswerReader.read(reply, cutOff).match(this::judge, Verdict.Flawed::new);
    }

    private Verdict judge(Answer raw) {
        Answer answer = new Answer(
                Placeholders.tidy(raw.error(), placeholders),
                raw.solution().stream()
                        .map(step -> Placeholders.tidy(step, placeholders))
                        .filter(step -> !step.isBlank())
                        .toList());
        String whole = answer.error() + "\n" + String.join("\n", answer.solution());
        return flaws(answer, whole)
                .findFirst()
                .<Verdict>map(Verdict.Flawed::new)
                .orElseGet(() -> new Verdict.Usable(answer));
    }

    private Stream<Flaw> flaws(Answer answer, String whole) {
        List<String> steps = answer.solution();
        return Stream.of(
                        found(Flaw.ERROR_LENGTH, !within(answer.error(), LONGEST_ERROR)),
                        found(Flaw.STEP_COUNT, steps.isEmpty() || steps.size() > MOST_STEPS),
                        found(Flaw.STEP_LENGTH, !steps.stream().allMatch(step -> within(step, LONGEST_STEP))),
                        found(Flaw.CONTROL_CHARACTERS, hasControlCharacters(answer)),
                        found(Flaw.UNKNOWN_PLACEHOLDER, Placeholders.hasUnknown(whole, placeholders)),
                        found(
                                Flaw.LANGUAGE,
                                !Language.fits(answer.error(), language) || !Language.fits(whole, language)),
                        found(Flaw.LINK, Advice.hasForeignLink(whole)),
                        found(Flaw.DANGEROUS, Advice.isDangerous(whole, remedy)))
                .flatMap(flaw -> flaw);
    }

    private static Stream<Flaw> found(Flaw flaw, boolean present) {
        return present ? Stream.of(flaw) : Stream.empty();
    }

    /** Han characters say as much as several letters, so a short text of them is not too short. */
    private static boolean within(String text, int longest) {
        int weight =
                text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum();
        return weight >= SHORTEST && text.length() <= longest;
    }

    private static boolean hasControlCharacters(Answer answer) {
        return Stream.concat(Stream.of(answer.error()), answer.solution().stream())
                .flatMapToInt(String::codePoints)
                .anyMatch(AnswerCheck::isControl);
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return (type == Character.CONTROL && c != '\n' && c != '\t' && c != '\r')
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE;
    }
}
