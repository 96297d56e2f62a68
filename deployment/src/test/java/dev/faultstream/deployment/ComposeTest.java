package dev.faultstream.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That docker-compose.yml and the Dockerfile fit the services and each other. */
class ComposeTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
    private static final JsonNode COMPOSE = load("docker-compose.yml");
    private static final JsonNode CLUSTER = load("docker-compose.cluster.yml");

    static Stream<String> services() {
        return COMPOSE.path("services").properties().stream().map(Map.Entry::getKey);
    }

    @Test
    void shouldRunAllServices() {
        assertThat(services()).containsAll(Services.names());
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldGiveEachAPinnedImageAMemoryLimitAndAHealthCheck(String name) {
        // When
        JsonNode service = service(name);

        // Then
        assertThat(defaults(service.path("image").asText()))
                .matches("[^:]+:[^:]+")
                .doesNotEndWith(":latest");
        assertThat(service.path("mem_limit").asText()).matches("\\d+[mg]");
        assertThat(service.at("/healthcheck/test").isArray()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldServeThisMachineOnly(String name) {
        assertThat(Manifest.stream(service(name).path("ports")).map(JsonNode::asText))
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldMountOnlyWhatIsThere(String name) {
        Manifest.stream(service(name).path("volumes")).map(JsonNode::asText).forEach(volume -> {
            String source = volume.substring(0, volume.indexOf(':'));
            if (source.startsWith("./")) {
                assertThat(Yaml.ROOT.resolve(source)).exists();
            } else {
                assertThat(COMPOSE.path("volumes").has(source)).as(source).isTrue();
            }
        });
    }

    @Test
    void shouldGiveEachServiceSettingsThatItTakes() {
        for (String name : Services.names()) {
            // When
            List<String> complaints = Services.complaints(name, environment(name, COMPOSE), flags(name, COMPOSE));

            // Then
            assertThat(complaints).as(name).isEmpty();
        }
    }

    @Test
    void shouldGiveTheAlerterSettingsThatASinkTakes() {
        assertThat(Services.complaints("sink", environment("alerter", COMPOSE), flags("alerter", COMPOSE)))
                .isEmpty();
    }

    @Test
    void shouldGiveServicesOfAClusterSettingsThatTheyTake() {
        for (String name : Set.of("watcher", "analyzer")) {
            // Given
            Map<String, String> environment = environment(name, COMPOSE);
            environment.putAll(environment(name, CLUSTER));

            // When / Then
            assertThat(Services.complaints(name, environment, flags(name, CLUSTER)))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void shouldRunServicesWithAReadOnlyRootAndNoCapabilities() {
        for (String name : Services.names()) {
            JsonNode service = service(name);
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
        }
    }

    @Test
    void shouldBuildEachImageFromATargetOfTheDockerfile() {
        // Given
        Set<String> targets = new TreeSet<>();
        Matcher stages =
                Pattern.compile("(?m)^FROM \\S+ AS (\\S+)$").matcher(Yaml.text(Yaml.ROOT.resolve("Dockerfile")));
        while (stages.find()) {
            targets.add(stages.group(1));
        }

        // When / Then
        assertThat(targets).containsAll(Services.names()).contains("standalone");
        for (String name : Services.names()) {
            assertThat(service(name).at("/build/target").asText()).isEqualTo(name);
        }
    }

    @Test
    void shouldRunImagesAsSomebodyWhoIsNotRoot() {
        // Given
        String dockerfile = Yaml.text(Yaml.ROOT.resolve("Dockerfile"));
        String stages = dockerfile.substring(dockerfile.indexOf("\nFROM ${JRE_IMAGE} AS runtime\n") + 1);
        stages = stages.substring(stages.indexOf('\n'));

        // When
        List<String> users = Pattern.compile("(?m)^USER +(.*)$")
                .matcher(stages)
                .results()
                .map(match -> match.group(1))
                .toList();
        List<String> bases = Pattern.compile("(?m)^FROM (\\S+) AS \\S+$")
                .matcher(stages)
                .results()
                .map(match -> match.group(1))
                .toList();

        // Then
        assertThat(users).singleElement().asString().matches("[1-9]\\d*:[1-9]\\d*");
        assertThat(bases).isNotEmpty().allMatch(Set.of("runtime", "stateful")::contains);
    }

    @Test
    void shouldCopyAllModulesIntoTheBuild() {
        // Given
        String ignored = Yaml.text(Yaml.ROOT.resolve(".dockerignore"));
        Matcher modules = Pattern.compile("<module>(.*)</module>").matcher(Yaml.text(Yaml.ROOT.resolve("pom.xml")));

        // When / Then
        while (modules.find()) {
            assertThat(ignored).containsPattern("(?m)^!" + modules.group(1) + "(/pom.xml)?$");
        }
    }

    @Test
    void shouldAskForHealthWithTheProgramThatTheImageHas() {
        Path probe = Yaml.ROOT.resolve("docker/health");
        assertThat(Files.isExecutable(probe)).isTrue();
        assertThat(Yaml.text(probe)).contains("dev.faultstream.service.http.HealthProbeMain");
    }

    private static JsonNode service(String name) {
        return COMPOSE.path("services").path(name);
    }

    private static Map<String, String> environment(String name, JsonNode compose) {
        Map<String, String> environment =
                Manifest.texts(compose.path("services").path(name).path("environment"));
        environment.replaceAll((variable, value) -> defaults(value));
        return environment;
    }

    private static List<String> flags(String name, JsonNode compose) {
        return Manifest.stream(compose.path("services").path(name).path("command"))
                .map(JsonNode::asText)
                .map(ComposeTest::defaults)
                .toList();
    }

    /** A text in which no variable is set. */
    private static String defaults(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group(1)));
    }

    private static JsonNode load(String file) {
        return Yaml.documents(Yaml.ROOT.resolve(file)).get(0);
    }
}
