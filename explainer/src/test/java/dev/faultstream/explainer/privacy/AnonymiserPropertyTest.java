package dev.faultstream.explainer.privacy;

import static dev.faultstream.explainer.FailureFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.explainer.FailureFixture;
import dev.faultstream.explainer.prompt.PromptWriter;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.remedy.Remedies;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnonymiserPropertyTest {
    private static final List<String> IDENTIFYING =
            List.of("pod", "container", "image", "node", "volume", "claim", "host", "path", "selector", "user", "url");

    private final PromptWriter prompts = new PromptWriter(Remedies.load());

    /** No identifying value of three characters or more is in a prompt, wherever the cluster's texts repeat it. */
    @Property(tries = 400)
    void shouldNotLetAnyIdentifyingValueIntoAPrompt(
            @ForAll("values") Map<String, String> values, @ForAll("frames") List<String> frames) {
        // Given
        FailureFixture fixture = failure().template("{pod} on {node} of {cluster}: {reason} {text}");
        values.forEach(fixture::parameter);
        StringBuilder text = new StringBuilder();
        int i = 0;
        for (String value : values.values()) {
            String frame = frames.get(i++ % frames.size());
            // What could be an ordinary word is not looked for inside other words.
            boolean insideWord = frame.equals("a%b") && value.length() <= 5;
            text.append(insideWord ? value : frame.replace("%", value)).append(' ');
        }
        Failure failure = fixture.cluster("zx9-cluster")
                .evidence(text.substring(0, Math.min(text.length(), 1000)))
                .parameter("text", text.substring(0, Math.min(text.length(), 250)))
                .build();

        // When
        String prompt = prompts.write(failure).question().user().toLowerCase(Locale.ROOT);

        // Then
        assertThat(values.values())
                .allSatisfy(value -> assertThat(prompt).doesNotContain(value.toLowerCase(Locale.ROOT)));
        assertThat(prompt).doesNotContain("zx9-cluster");
    }

    @Property(tries = 400)
    void shouldKeepNoControlCharacterAndNoLongText(@ForAll String text) {
        // When
        String hidden = Anonymiser.of(failure().build()).hide(text, 200);

        // Then
        assertThat(hidden.length()).isLessThanOrEqualTo(200);
        assertThat(hidden.codePoints().filter(Character::isISOControl).count()).isZero();
    }

    @Provide
    Arbitrary<Map<String, String>> values() {
        // Values start with letters that no word of the instruction or of the remedies has in this order.
        Arbitrary<String> value = Arbitraries.strings()
                .withChars("abcdefghijklmnopqrstuvwxyz0123456789-./:_=@")
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(tail -> "zq" + tail.strip());
        return Arbitraries.maps(Arbitraries.of(IDENTIFYING), value).ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<String>> frames() {
        return Arbitraries.of(
                        "pod % failed",
                        "\"%\"", "http://%/x", "%:8080", "(%)", "to=%,", "a%b", "-%-", "image:%", "/%/%", "%")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
