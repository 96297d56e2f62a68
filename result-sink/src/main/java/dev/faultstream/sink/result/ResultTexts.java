package dev.faultstream.sink.result;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.AffectedObjects.Affected;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.sink.result.ResultSpec.ErrorText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts of a Result. */
final class ResultTexts {
    private static final int MAX_TEXT = 2_000;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int MAX_DETAILS = 32_000;

    private ResultTexts() {}

    /** One sentence for each object that is named, in the order of their names; the last says how many more there are. */
    static List<ErrorText> errors(Failure failure) {
        AffectedObjects objects = failure.objects();
        if (objects.sample().isEmpty()) {
            return List.of(new ErrorText(cut(failure.message())));
        }
        List<ErrorText> errors = new ArrayList<>();
        objects.sample().stream()
                .sorted(Comparator.comparing(Affected::kind)
                        .thenComparing(object -> qualified(object.namespace(), object.name()))
                        .thenComparing(Affected::message))
                .forEach(object -> errors.add(new ErrorText(cut(sentence(failure.subject(), object)))));
        int more = objects.count() - errors.size();
        if (more > 0) {
            errors.add(new ErrorText("and " + more + " more"));
        }
        return errors;
    }

    /** {@code Error: …}, and on lines of their own {@code Solution: 1. …}, {@code 2. …}. */
    static String details(ExplainedFailure.Text text) {
        StringBuilder details = new StringBuilder("Error: ").append(text.error());
        for (int i = 0; i < text.solution().size(); i++) {
            details.append(i == 0 ? "\nSolution: " : "\n")
                    .append(i + 1)
                    .append(". ")
                    .append(text.solution().get(i));
        }
        return cut(details.toString(), MAX_DETAILS);
    }

    static String qualified(@Nullable String namespace, String name) {
        return namespace == null ? name : namespace + '/' + name;
    }

    /** At most so long, and without what could steer the terminal that it is printed on. */
    static String cut(String text) {
        return cut(text, MAX_TEXT);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return harmless(text);
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return harmless(text.substring(0, end)) + '…';
    }

    private static String harmless(String text) {
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> isControl(c) || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .forEach(harmless::appendCodePoint);
        return harmless.toString();
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }

    private static String sentence(Subject subject, Affected object) {
        boolean subjectItself =
                object.kind().equals(subject.kind()) && object.name().equals(subject.name());
        return subjectItself
                ? object.message()
                : object.kind() + ' ' + qualified(object.namespace(), object.name()) + ": " + object.message();
    }
}
