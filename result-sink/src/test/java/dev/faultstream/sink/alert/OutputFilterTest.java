package dev.faultstream.sink.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutputFilterTest {
    private static final FailureSample SAMPLE = FailureSample.of("f-1");

    @Test
    void shouldLetAllThroughWhenItAsksForNothing() {
        assertThat(filter(List.of(), List.of(), List.of()).matches(failure(SAMPLE.causedBy("f-2"))))
                .isTrue();
    }

    @Test
    void shouldTakeStarsForAnything() {
        assertThat(matches(List.of("shop-*"), List.of("*op"), List.of("pod.*"), SAMPLE))
                .isTrue();
        assertThat(matches(List.of("shop"), List.of(), List.of(), SAMPLE)).isFalse();
        assertThat(matches(List.of(), List.of("sh.p"), List.of(), SAMPLE)).isFalse();
        assertThat(matches(List.of(), List.of(), List.of("node.*", "pod.image*found"), SAMPLE))
                .isTrue();
    }

    @Test
    void shouldCallNoNamespaceADash() {
        assertThat(matches(List.of(), List.of("-"), List.of(), SAMPLE.namespace(null)))
                .isTrue();
        assertThat(matches(List.of(), List.of("shop"), List.of(), SAMPLE.namespace(null)))
                .isFalse();
        assertThat(matches(List.of(), List.of("*"), List.of(), SAMPLE.namespace(null)))
                .isTrue();
    }

    @Test
    void shouldLeaveOutSymptomsAndOtherSeverities() {
        // Given
        OutputFilter filter = new OutputFilter(List.of(), List.of(), List.of(), Set.of(Severity.CRITICAL), true);

        // Then
        assertThat(filter.matches(failure(SAMPLE))).isTrue();
        assertThat(filter.matches(failure(SAMPLE.causedBy("f-2")))).isFalse();
        assertThat(filter.matches(failure(SAMPLE.severity(Severity.WARNING)))).isFalse();
    }

    private static boolean matches(
            List<String> clusters, List<String> namespaces, List<String> rules, FailureSample sample) {
        return filter(patterns(clusters), patterns(namespaces), patterns(rules)).matches(failure(sample));
    }

    private static OutputFilter filter(List<Pattern> clusters, List<Pattern> namespaces, List<Pattern> rules) {
        return new OutputFilter(clusters, namespaces, rules, Set.of(), false);
    }

    private static List<Pattern> patterns(List<String> texts) {
        return Stream.of(texts).flatMap(List::stream).map(OutputFilter::pattern).toList();
    }

    private static Failure failure(FailureSample sample) {
        return sample.explained().failure();
    }
}
