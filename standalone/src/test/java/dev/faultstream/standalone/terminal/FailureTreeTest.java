package dev.faultstream.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.standalone.Failures;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTreeTest {
    private static final Failures IMAGE = Failures.of("f-1", "pod.image-not-found", Severity.WARNING, "web");
    private static final Failures SERVICE = Failures.of(
                    "f-2", "service.no-ready-endpoints", Severity.CRITICAL, "web-service")
            .causedBy("f-1");
    private static final Failures INGRESS = Failures.of("f-3", "ingress.backend-down", Severity.CRITICAL, "front")
            .causedBy("f-2");

    @Test
    void shouldPutSymptomsUnderTheirCauses() {
        // When
        FailureTree tree = new FailureTree(List.of(INGRESS.failure(), SERVICE.failure(), IMAGE.failure()));

        // Then
        assertThat(tree.roots()).extracting(Failure::id).containsExactly("f-1");
        assertThat(tree.explainedBy(IMAGE.failure())).extracting(Failure::id).containsExactly("f-2");
        assertThat(tree.explainedBy(SERVICE.failure())).extracting(Failure::id).containsExactly("f-3");
    }

    @Test
    void shouldBeARootWhenTheCauseIsNotShown() {
        // When
        FailureTree tree = new FailureTree(List.of(INGRESS.failure()));

        // Then
        assertThat(tree.roots()).extracting(Failure::id).containsExactly("f-3");
    }

    @Test
    void shouldShowEachOnceWhenTwoExplainOneAnother() {
        // Given
        Failures one = IMAGE.causedBy("f-2");

        // When
        FailureTree tree = new FailureTree(List.of(one.failure(), SERVICE.failure()));

        // Then
        assertThat(tree.roots()).extracting(Failure::id).containsExactly("f-2");
        assertThat(tree.explainedBy(SERVICE.failure())).extracting(Failure::id).containsExactly("f-1");
        assertThat(tree.explainedBy(one.failure())).isEmpty();
    }

    @Test
    void shouldBeginWithTheWorst() {
        // Given
        Failures info = Failures.of("f-0", "hygiene.something", Severity.INFO, "a");
        Failures critical = Failures.of("f-9", "node.not-ready", Severity.CRITICAL, "n");

        // When
        FailureTree tree = new FailureTree(List.of(info.failure(), IMAGE.failure(), critical.failure()));

        // Then
        assertThat(tree.roots()).extracting(Failure::id).containsExactly("f-9", "f-1", "f-0");
    }
}
