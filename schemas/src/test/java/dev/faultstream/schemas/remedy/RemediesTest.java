package dev.faultstream.schemas.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.remedy.Remedies.RemedyTemplate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RemediesTest {
    private static final Remedies REMEDIES = Remedies.load();

    /** Every parameter there is; the classes are {@link ParameterClass}'s. */
    private static final Set<String> PARAMETERS = new HashSet<>(Arrays.asList(
            ("cluster namespace name ref pod container image node volume claim target key selector host path portName"
                            + " class service secret listener policy webhook quota account url driver scheduler signer gate"
                            + " label user trigger package rule item"
                            + " kind targetKind reason condition status phase state exitCode cause probe resource count total"
                            + " ready wanted limit used percent seconds minutes hours days port protocol version operation"
                            + " schedule severity text")
                    .split(" ")));

    private static Stream<String> rules() {
        return REMEDIES.rules().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldHaveEveryLanguage(String rule) {
        RemedyTemplate english = REMEDIES.find(rule, "en").orElseThrow();
        RemedyTemplate chinese = REMEDIES.find(rule, "zh").orElseThrow();
        assertThat(english.error()).isNotBlank();
        assertThat(english.steps()).isNotEmpty().allSatisfy(step -> assertThat(step)
                .isNotBlank());
        assertThat(chinese.error()).isNotBlank().matches(".*\\p{IsHan}.*");
        assertThat(chinese.steps()).hasSameSizeAs(english.steps());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldUseTheSameKnownParametersInEveryLanguage(String rule) {
        Set<String> english = parameters(REMEDIES.find(rule, "en").orElseThrow());
        assertThat(PARAMETERS).containsAll(english);
        assertThat(parameters(REMEDIES.find(rule, "zh").orElseThrow())).isEqualTo(english);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldFallBackToEnglish(String rule) {
        assertThat(REMEDIES.find(rule, "tlh")).isEqualTo(REMEDIES.find(rule, "en"));
    }

    private static Set<String> parameters(RemedyTemplate remedy) {
        return List.of(Stream.of(remedy.error()), remedy.steps().stream()).stream()
                .flatMap(texts -> texts)
                .map(Template::new)
                .collect(HashSet::new, (names, text) -> names.addAll(text.names()), Set::addAll);
    }
}
