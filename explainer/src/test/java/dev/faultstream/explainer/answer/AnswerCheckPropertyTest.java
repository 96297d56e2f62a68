package dev.faultstream.explainer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnswerCheckPropertyTest {
    private static final Set<String> KNOWN = Set.of("name", "namespace");

    private final AnswerCheck check = new AnswerCheck("en", KNOWN, "");

    /** Whatever a model says, what passes can be shown: its placeholders are known and it holds no control character. */
    @Property(tries = 2000)
    void shouldLetNothingPassThatCannotBeShown(@ForAll("replies") String reply, @ForAll boolean cutOff) {
        // When
        Verdict verdict = check.check(reply, cutOff);

        // Then
        boolean checked = verdict.match(
                answer -> {
                    String text = answer.error() + String.join("", answer.solution());
                    assertThat(answer.solution()).isNotEmpty().hasSizeLessThanOrEqualTo(12);
                    assertThat(text).doesNotContain("\u0000", "\u001B", "\u202E", "{pod}");
                    return true;
                },
                flaw -> true);
        assertThat(checked).isTrue();
    }

    @Provide
    Arbitrary<String> replies() {
        return Arbitraries.of(
                        "{\"error\": \"",
                        "\", \"solution\": [\"",
                        "\", \"",
                        "\"]}",
                        "Error: ",
                        "Solution: ",
                        "1. ",
                        "\n",
                        "```json\n",
                        "```",
                        "<think>",
                        "</think>",
                        "The container of {name} needs more memory. ",
                        "Look at it with `kubectl describe`. ",
                        "{pod}",
                        "{{name}}",
                        "\u001B[31m",
                        "\\u0000",
                        "\u202E",
                        "\\",
                        "{",
                        "}")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
