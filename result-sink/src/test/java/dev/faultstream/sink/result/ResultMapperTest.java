package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.serde.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultMapperTest {
    private final ResultMapper mapper = new ResultMapper(ResultSamples.settings());

    @Test
    void shouldFillEveryRequiredField() throws Exception {
        // When
        DesiredResult result = map(ResultSamples.open("f-1", 1, "no such image"));

        // Then
        assertThat(Json.mapper().writeValueAsString(result.spec()))
                .isEqualTo("{\"backend\":\"localai\",\"kind\":\"Deployment\",\"name\":\"shop/my-web\","
                        + "\"error\":[{\"text\":\"Pod shop/web-1: no such image\"},"
                        + "{\"text\":\"Pod shop/web-2: no such image\"}],"
                        + "\"details\":\"Error: The image does not exist.\\nSolution: 1. Check the tag.\\n2. Push it.\","
                        + "\"parentObject\":\"Deployment/my-web\",\"autoRemediationStatus\":{}}");
        assertThat(result.name()).matches("shopmyweb-[0-9a-f]{10}");
        assertThat(result.labels())
                .containsEntry("k8sgpts.k8sgpt.ai/name", "faultstream")
                .containsEntry("k8sgpts.k8sgpt.ai/namespace", "faults")
                .containsEntry("k8sgpts.k8sgpt.ai/backend", "localai")
                .containsEntry("faultstream.dev/cluster", "shop-1")
                .containsEntry("faultstream.dev/rule", "pod.image-not-found")
                .containsEntry("faultstream.dev/severity", "critical")
                .containsEntry("faultstream.dev/failure-id", "f-1")
                .containsEntry("faultstream.dev/root-cause", "true");
        assertThat(result.annotations())
                .containsEntry("faultstream.dev/opened-at", "2026-03-01T10:00:00Z")
                .containsEntry("faultstream.dev/explanation-source", "remedy");
    }

    @Test
    void shouldWantNothingForAResolvedOrMildFailure() {
        // When
        ExplainedFailure resolved = ResultSamples.resolved("f-1", 2);

        // Then
        assertThat(mapper.map(resolved)).isNull();
    }

    @Test
    void shouldNeverCollideAcrossKindsNamespacesAndClusters() {
        // Given
        Set<String> names = new HashSet<>();
        List<Subject> subjects = List.of(
                new Subject("v1", "Pod", "a", "b-c", null),
                new Subject("v1", "Pod", "a-b", "c", null),
                new Subject("v1", "Service", "a", "b-c", null),
                new Subject("v1", "Node", null, "a/b-c", null));

        // When
        int id = 0;
        for (String cluster : List.of("one", "two")) {
            for (Subject subject : subjects) {
                names.add(map(ResultSamples.explained(
                                ResultSamples.failure("f-" + id++, cluster, subject, 1, Failure.State.OPEN, "broken")))
                        .name());
            }
        }

        // Then
        assertThat(names).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({
        "shop/my-web, shopmyweb",
        "/Hook.Example_com:x, hook.examplecomx",
        "..., failure",
        "a/b.c., ab.c",
    })
    void shouldMakeAValidName(String objectName, String start) {
        // When
        String name = ResultNames.nameOf(objectName, "f-1");

        // Then
        assertThat(name).startsWith(start + "-").matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    }

    @Test
    void shouldCutNamesAndLabelsThatAreTooLong() {
        // When
        String name = ResultNames.nameOf("n".repeat(400), "f-1");
        String label = ResultNames.labelValue("c".repeat(100));

        // Then
        assertThat(name).hasSizeLessThanOrEqualTo(253);
        assertThat(label).hasSizeLessThanOrEqualTo(63).isNotEqualTo(ResultNames.labelValue("c".repeat(101)));
    }

    /** The expected value was computed with Go's encoding/json and crypto/sha256. */
    @Test
    void shouldHashTheContentAsGoWritesIt() {
        // Given
        ResultSpec spec = new ResultSpec(
                "localai",
                "Pod",
                "default/web",
                List.of(new ResultSpec.ErrorText("a <b> & \"c\" \u2028 \u00e9 \u0001 end\n")),
                "details are not part of it",
                "",
                java.util.Map.of());

        // When
        String hash = ContentHash.of(spec);

        // Then
        String json = "{\"Kind\":\"Pod\",\"Name\":\"default/web\",\"ParentObject\":\"\",\"ErrorCount\":1,"
                + "\"ErrorTexts\":[\"a \\u003cb\\u003e \\u0026 \\\"c\\\" \\u2028 \u00e9 \\u0001 end\\n\"]}";
        assertThat(hash).isEqualTo(ContentHash.sha256(json));
    }

    private DesiredResult map(ExplainedFailure explained) {
        return Objects.requireNonNull(mapper.map(explained));
    }
}
