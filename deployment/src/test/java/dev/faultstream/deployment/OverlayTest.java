package dev.faultstream.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each overlay as it is applied. */
@Renders
class OverlayTest {
    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldHoldOnlyWhatTheModelsKnow(Overlay overlay) {
        assertThat(overlay.objects()).isNotEmpty().allSatisfy(object -> assertThat(StrictModels.complaint(object))
                .as(object.toString())
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldHoldEachObjectOnceInANamespaceThatItMakes(Overlay overlay) {
        assertThat(overlay.objects().stream().map(Manifest::toString)).doesNotHaveDuplicates();
        assertThat(overlay.objects())
                .filteredOn(object -> !object.isClusterScoped())
                .allSatisfy(object ->
                        assertThat(object.namespace()).as(object.toString()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldConformToTheProfileRestricted(Overlay overlay) {
        assertThat(workloads(overlay)).isNotEmpty().allSatisfy(workload -> assertThat(PodSecurity.violations(workload))
                .as(workload.toString())
                .isEmpty());
        assertThat(overlay.objects())
                .filteredOn(object -> object.kind().equals("Namespace"))
                .allSatisfy(namespace -> assertThat(namespace.labels())
                        .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldGiveEachContainerProbesResourcesAndAPinnedImage(Overlay overlay) {
        forEachContainer(overlay, (workload, container) -> {
            assertThat(container.at("/livenessProbe").isObject()).isTrue();
            assertThat(container.at("/readinessProbe").isObject()).isTrue();
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(container.path("image").asText())
                    .matches("[^:@]+:[^:@]+")
                    .doesNotEndWith(":latest");
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldRunThisVersionOfTheServices(Overlay overlay) {
        forEachContainer(overlay, (workload, container) -> {
            String image = container.path("image").asText();
            if (Services.isService(image)) {
                assertThat(image).endsWith(":" + Yaml.version());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldNameOnlyWhatIsThere(Overlay overlay) {
        assertThat(References.missing(overlay.objects())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldSelectWhatIsThere(Overlay overlay) {
        assertThat(Selection.complaints(overlay.objects())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldGiveEachServiceSettingsThatItTakes(Overlay overlay) {
        List<Manifest> objects = overlay.objects();
        forEachContainer(overlay, (workload, container) -> {
            String image = container.path("image").asText();
            if (Services.isService(image)) {
                Map<String, String> environment = References.environment(objects, workload, container);
                List<String> flags = Manifest.stream(container.path("args"))
                        .map(JsonNode::asText)
                        .toList();
                assertThat(Services.complaints(Services.of(image), environment, flags))
                        .isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldProbeTheHealthThatTheServicesServe(Overlay overlay) {
        forEachContainer(overlay, (workload, container) -> {
            if (Services.isService(container.path("image").asText())) {
                assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
                assertThat(container.at("/readinessProbe/httpGet/path").asText())
                        .isEqualTo("/readyz");
                assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(8080);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldDenyAllTrafficThatNoPolicyAllows(Overlay overlay) {
        // Given
        Set<String> namespaces = new TreeSet<>();
        overlay.objects().stream()
                .filter(object -> object.kind().equals("NetworkPolicy"))
                .filter(object -> object.json().at("/spec/podSelector").isEmpty())
                .filter(object ->
                        object.json().at("/spec/policyTypes").toString().equals("[\"Ingress\",\"Egress\"]"))
                .filter(object -> object.json().at("/spec/ingress").isMissingNode()
                        && object.json().at("/spec/egress").isMissingNode())
                .forEach(object -> namespaces.add(object.namespace()));

        // When / Then
        assertThat(workloads(overlay)).extracting(Manifest::namespace).isSubsetOf(namespaces);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldGiveATokenOnlyToThoseWhoTalkToTheApiServer(Overlay overlay) {
        Set<String> bound = new TreeSet<>();
        overlay.objects().stream()
                .filter(object ->
                        object.kind().endsWith("RoleBinding") || object.kind().equals("RoleBinding"))
                .forEach(binding -> binding.json()
                        .path("subjects")
                        .forEach(subject -> bound.add(subject.path("name").asText())));
        assertThat(workloads(overlay)).allSatisfy(workload -> assertThat(
                        workload.podSpec().path("automountServiceAccountToken").asBoolean(true))
                .as(workload.toString())
                .isEqualTo(bound.contains(
                        workload.podSpec().path("serviceAccountName").asText())));
    }

    private static List<Manifest> workloads(Overlay overlay) {
        return overlay.objects().stream()
                .filter(object -> object.podTemplate().isPresent())
                .toList();
    }

    private static void forEachContainer(Overlay overlay, BiConsumer<Manifest, JsonNode> check) {
        List<String> seen = new ArrayList<>();
        for (Manifest workload : workloads(overlay)) {
            for (JsonNode container : workload.containers()) {
                seen.add(workload + "/" + container.path("name").asText());
                check.accept(workload, container);
            }
        }
        assertThat(seen).isNotEmpty();
    }
}
