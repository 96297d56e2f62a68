package dev.faultstream.sink.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.sink.Samples;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTextTest {
    @ParameterizedTest
    @CsvSource({
        "v1, Service, service/web",
        "apps/v1, Deployment, deployment/web",
        "networking.k8s.io/v1, Ingress, ingress/web",
        "cert-manager.io/v1, Certificate, certificate.cert-manager.io/web",
    })
    void shouldNameTheSubjectAsKubectlTakesIt(String apiVersion, String kind, String ref) {
        // When
        Map<String, String> values = SubjectValues.of(about(new Subject(apiVersion, kind, "shop", "web", null)));

        // Then
        assertThat(values).containsEntry("ref", ref);
    }

    @Test
    void shouldDropTheNamespaceOptionWhenThereIsNoNamespace() {
        // When
        ExplainedFailure.Text text = ExplanationText.of(
                about(new Subject("v1", "Node", null, "n-1", null)),
                Samples.explanation(Samples.KEY, "A node is down."));

        // Then
        assertThat(text.solution().get(1)).isEqualTo("kubectl get pods");
    }

    @Test
    void shouldUseTheRemedyWhenTheAnswerIsToSomethingElse() {
        // When
        ExplainedFailure.Text text =
                ExplanationText.of(Samples.open("f-1", 1), Samples.explanation("e-other", "Something else."));

        // Then
        assertThat(text.source()).isEqualTo(ExplainedFailure.Source.REMEDY);
        assertThat(text.createdAt()).isEqualTo(Samples.at(1));
    }

    private static Failure about(Subject subject) {
        return Samples.failure("f-1", "shop-1", subject, 1, Failure.State.OPEN, Samples.KEY, "broken");
    }
}
