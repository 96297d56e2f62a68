package dev.faultstream.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.service.config.Config;
import dev.faultstream.watcher.kinds.BuiltInKinds;
import dev.faultstream.watcher.kinds.KindSelection;
import io.fabric8.kubernetes.api.Pluralize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the watcher is granted what it watches and nothing else. */
class WatcherRightsTest {
    private static final KindRef SECRET = new KindRef(KindRef.CORE, "Secret");
    private static final KindRef LEASE = new KindRef("coordination.k8s.io", "Lease");

    @Test
    void shouldBeGrantedTheKindsThatAreWatchedAndNoSecrets() {
        // Given
        Set<String> watched = BuiltInKinds.all().stream()
                .filter(kind -> !kind.equals(SECRET) && !kind.equals(LEASE))
                .map(WatcherRightsTest::resource)
                .collect(Collectors.toCollection(TreeSet::new));
        watched.add("gateway.networking.k8s.io/*");

        // When / Then
        assertThat(granted("base/watcher", "faultstream-watcher")).isEqualTo(watched);
    }

    @Test
    void shouldBeGrantedLeasesOfTheControlPlaneOnly() {
        // When
        List<Manifest> bindings = rights("base/watcher")
                .filter(object -> object.json().at("/roleRef/name").asText().equals("faultstream-watcher-leases"))
                .toList();

        // Then
        assertThat(granted("base/watcher", "faultstream-watcher-leases")).containsExactly(resource(LEASE));
        assertThat(bindings).singleElement().satisfies(binding -> {
            assertThat(binding.kind()).isEqualTo("RoleBinding");
            assertThat(binding.namespace()).isEqualTo("kube-system");
        });
    }

    @Test
    void shouldBeGrantedSecretsByTheirOwnComponentOnly() {
        assertThat(granted("components/secrets-access", "faultstream-watcher-secrets"))
                .containsExactly(resource(SECRET));
    }

    @Test
    void shouldOnlyReadWhateverItIsGranted() {
        // When
        Stream<Manifest> roles = Stream.of("base/watcher", "components/secrets-access", "components/custom-resources")
                .flatMap(WatcherRightsTest::rights)
                .filter(object -> object.kind().equals("ClusterRole"));

        // Then
        assertThat(roles).isNotEmpty().allSatisfy(role -> role.json()
                .path("rules")
                .forEach(rule -> assertThat(rule.path("verbs").toString()).isEqualTo("[\"get\",\"list\",\"watch\"]")));
    }

    @Test
    void shouldAskForThoseKindsOnlyThatItIsGranted() {
        // Given
        KindSelection base = selection("base/watcher");
        KindSelection withCustomResources = selection("components/custom-resources");

        // When / Then
        assertThat(base.wants(SECRET)).isFalse();
        assertThat(base.wants(new KindRef("gateway.networking.k8s.io", "HTTPRoute")))
                .isTrue();
        assertThat(base.wants(new KindRef("cert-manager.io", "Certificate"))).isFalse();
        assertThat(selection("components/secrets-access").wants(SECRET)).isTrue();
        Set<String> groups = granted("components/custom-resources", "faultstream-watcher-custom-resources");
        assertThat(withCustomResources.include()).containsAll(groups).hasSize(groups.size() + 1);
    }

    /** The resources that a role grants, as {@code group/plural}. */
    private static Set<String> granted(String folder, String role) {
        Set<String> granted = new TreeSet<>();
        rights(folder)
                .filter(object ->
                        object.kind().equals("ClusterRole") && object.name().equals(role))
                .forEach(object -> object.json().path("rules").forEach(rule -> rule.path("apiGroups")
                        .forEach(group -> rule.path("resources")
                                .forEach(resource ->
                                        granted.add((group.asText().isEmpty() ? KindRef.CORE : group.asText()) + "/"
                                                + resource.asText())))));
        return granted;
    }

    private static Stream<Manifest> rights(String folder) {
        return Yaml.documents(Yaml.ROOT.resolve("k8s").resolve(folder).resolve("rights.yaml")).stream()
                .map(Manifest::new);
    }

    private static String resource(KindRef kind) {
        String singular = kind.kind().toLowerCase(Locale.ROOT);
        return kind.group() + "/" + Pluralize.toPlural(singular);
    }

    /** What the watcher selects with the settings of its ConfigMap, an overlay's over the base's. */
    private static KindSelection selection(String folder) {
        Map<String, String> environment = new java.util.TreeMap<>(literals("base/watcher"));
        environment.putAll(literals(folder));
        environment.put("FAULTSTREAM_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
        Config config = Services.settings("watcher", environment, List.of());
        return dev.faultstream.watcher.WatcherSettings.from(config).kinds();
    }

    private static Map<String, String> literals(String folder) {
        return Manifest.stream(Overlay.kustomization(folder).path("configMapGenerator"))
                .filter(map -> map.path("name").asText().equals("faultstream-watcher"))
                .flatMap(map -> Manifest.stream(map.path("literals")))
                .map(JsonNode::asText)
                .collect(Collectors.toMap(
                        text -> text.substring(0, text.indexOf('=')), text -> text.substring(text.indexOf('=') + 1)));
    }
}
