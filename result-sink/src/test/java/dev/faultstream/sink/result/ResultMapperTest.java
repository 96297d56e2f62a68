package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.ExplainedFailure.Source;
import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.AffectedObjects.Affected;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.sink.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        assertThat(result.place().name()).matches("shopmyweb-[0-9a-f]{10}");
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
                .containsEntry("faultstream.dev/changed-at", "2026-03-01T10:01:00Z")
                .containsEntry("faultstream.dev/owner", "apps/v1 Deployment shop/my-web")
                .containsEntry("faultstream.dev/message", "no such image")
                .containsEntry("faultstream.dev/template", "image {image}")
                .containsEntry("faultstream.dev/caused-by", "")
                .containsEntry("faultstream.dev/affected", "2")
                .containsEntry("faultstream.dev/explanation-source", "remedy");
    }

    @Test
    void shouldWantNothingForWhatIsOverOrNotSelected() {
        // Given
        ExplainedFailure critical = ResultSamples.open("f-1", 1, "broken");
        ResultSelection otherSeverity = new ResultSelection(Set.of(), Set.of(Severity.WARNING), false);
        ResultSelection otherCluster = new ResultSelection(Set.of("other"), Set.of(Severity.CRITICAL), false);
        ResultSelection rootCauses = new ResultSelection(Set.of("shop-1"), Set.of(Severity.CRITICAL), true);

        // When
        ExplainedFailure resolved = ResultSamples.resolved("f-1", 2);

        // Then
        assertThat(mapper.map(resolved)).isNull();
        assertThat(mapperFor(otherSeverity).map(critical)).isNull();
        assertThat(mapperFor(otherCluster).map(critical)).isNull();
        assertThat(mapperFor(rootCauses).map(critical)).isNotNull();
        assertThat(mapperFor(rootCauses).map(symptom())).isNull();
        assertThat(mapper.map(symptom()))
                .satisfies(result -> assertThat(result.labels()).containsEntry("faultstream.dev/root-cause", "false"))
                .satisfies(result ->
                        assertThat(result.annotations()).containsEntry("faultstream.dev/caused-by", "f-0,f-9"));
    }

    @Test
    void shouldCarryTheLabelsOfWhatFailsButNotLetThemStandForItsOwn() {
        // Given
        Subject subject = new Subject(
                "apps/v1",
                "Deployment",
                "shop",
                "web",
                null,
                Map.of(
                        "backstage.io/kubernetes-id",
                        "shop-front",
                        "team",
                        "a team!",
                        "faultstream.dev/severity",
                        "none"));

        // When
        DesiredResult result = map(ResultSamples.explained(
                ResultSamples.failure("f-1", "shop-1", subject, 1, Failure.State.OPEN, "broken")));

        // Then
        assertThat(result.labels())
                .containsEntry("backstage.io/kubernetes-id", "shop-front")
                .containsEntry("team", "a_team")
                .containsEntry("faultstream.dev/severity", "critical");
        assertThat(result.annotations())
                .containsEntry("faultstream.dev/carried-labels", "backstage.io/kubernetes-id,team");
    }

    @Test
    void shouldNameFindingsInAStableOrderAndCountTheRest() {
        // Given
        List<Affected> sample = new ArrayList<>();
        for (int i = 9; i >= 0; i--) {
            sample.add(new Affected("Pod", "shop", "web-" + i, i == 3 ? "x".repeat(5_000) : "broken"));
        }

        // When
        List<String> forward = texts(new AffectedObjects(60, sample));
        Collections.reverse(sample);
        List<String> backward = texts(new AffectedObjects(60, sample));

        // Then
        assertThat(forward)
                .hasSize(11)
                .isEqualTo(backward)
                .startsWith("Pod shop/web-0: broken")
                .endsWith("and 50 more");
        assertThat(forward.get(3)).hasSize(2_000).endsWith("…");
    }

    @Test
    void shouldKeepWhatCouldSteerATerminalOutOfItsTexts() {
        // Given
        Failure failure = ResultSamples.open("f-1", 1, "bell \u0007 red \u001b[31m half \ud83d")
                .failure();

        // When
        DesiredResult result = map(ResultSamples.explained(failure, "one\r\ntwo\tthree 😀", Source.MODEL));

        // Then
        assertThat(result.spec().error().get(0).text())
                .isEqualTo("Pod shop/web-1: bell \ufffd red \ufffd[31m half \ufffd");
        assertThat(result.spec().details()).startsWith("Error: one\ufffd\ntwo\tthree 😀\nSolution:");
        assertThat(result.annotations().get("faultstream.dev/message")).doesNotContain("\u001b");
    }

    @Test
    void shouldPutResultsWhereItIsTold() {
        // Given
        ResultMapper spreading = new ResultMapper(ResultSamples.inNamespaceOfObject(ResultSamples.settings()));

        // When
        ExplainedFailure node = ResultSamples.explained(ResultSamples.failure(
                "f-2", "shop-1", new Subject("v1", "Node", null, "n1", null), 1, Failure.State.OPEN, "broken"));

        // Then
        assertThat(map(ResultSamples.open("f-1", 1, "broken")).place().namespace())
                .isEqualTo("faults");
        assertThat(Objects.requireNonNull(spreading.map(ResultSamples.open("f-1", 1, "broken")))
                        .place()
                        .namespace())
                .isEqualTo("shop");
        assertThat(Objects.requireNonNull(spreading.map(node)).place().namespace())
                .isEqualTo("faults");
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
                        .place()
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
        "system:a..b.:.c, systema.b.c",
    })
    void shouldMakeAValidName(String objectName, String start) {
        // When
        String name = ResultNames.nameOf(objectName, "f-1");

        // Then
        assertThat(name)
                .startsWith(start + "-")
                .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
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

    /** The expected value was computed with Go 1.26's encoding/json and crypto/sha256. */
    @Test
    void shouldHashTheContentAsGoWritesIt() {
        // Given
        String text = "a <b> & \"c\" \u2028 \u00e9 \u0001 end\n\t\b\f\r\u007f \\ / \ud83d\ude00";

        // When
        String hash = ContentHash.of(new ResultSpec(
                "localai",
                "Pod",
                "default/web",
                List.of(new ResultSpec.ErrorText(text)),
                "details are not part of it",
                "",
                Map.of()));

        // Then
        assertThat(hash).isEqualTo("2dfb98c7581f6834f219e6cc2d9c1aebb5e38bbaf72659f68e84bfad41517b4e");
    }

    private List<String> texts(AffectedObjects objects) {
        Failure failure = Samples.failure(
                "f-1", "shop-1", ResultSamples.WEB, 1, Failure.State.OPEN, Samples.KEY, "broken", objects, List.of());
        return map(ResultSamples.explained(failure)).spec().error().stream()
                .map(ResultSpec.ErrorText::text)
                .toList();
    }

    private static ExplainedFailure symptom() {
        return ResultSamples.explained(Samples.failure(
                "f-1",
                "shop-1",
                ResultSamples.WEB,
                1,
                Failure.State.OPEN,
                Samples.KEY,
                "broken",
                new AffectedObjects(0, List.of()),
                List.of("f-0", "f-9")));
    }

    private static ResultMapper mapperFor(ResultSelection selection) {
        return new ResultMapper(ResultSamples.selecting(selection));
    }

    private DesiredResult map(ExplainedFailure explained) {
        return Objects.requireNonNull(mapper.map(explained));
    }
}
