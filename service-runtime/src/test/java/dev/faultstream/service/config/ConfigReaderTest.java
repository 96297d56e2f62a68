package dev.faultstream.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    private static final ConfigKey<Integer> PORT = ConfigKey.of("http.port", ValueTypes.integer(), "Port.")
            .withDefault("8080")
            .check("must be positive", port -> port > 0);
    private static final ConfigKey<List<String>> SERVERS = ConfigKey.of(
                    "kafka.bootstrap-servers", ValueTypes.listOf(ValueTypes.string()), "Brokers.")
            .mustBeSet();
    private static final ConfigKey<Duration> TIMEOUT =
            ConfigKey.of("model.timeout", ValueTypes.duration(), "Timeout.").withDefault("30s");
    private static final ConfigKey<Duration> PAUSE = ConfigKey.of("model.pause", ValueTypes.duration(), "Pause.");
    private static final ConfigKey<Secret> API_KEY = ConfigKey.secret("model.api-key", "Key.");
    private static final ConfigTable TABLE = ConfigTable.of(PORT, SERVERS, TIMEOUT, PAUSE, API_KEY)
            .withFree("kafka.client.", "All clients.")
            .withRule(TIMEOUT, "must be longer than model.pause", config -> config.find(PAUSE)
                    .map(pause -> config.get(TIMEOUT).compareTo(pause) > 0)
                    .orElse(true));

    @TempDir
    private Path folder;

    @Test
    void shouldTakeTheStrongestSource() throws IOException {
        // Given
        Path file = file("a.yaml", "http: {port: 1}\nkafka.bootstrap-servers: [a:1, b:2]\nmodel: {timeout: PT1M}\n");
        Map<String, String> environment = Map.of("FAULTSTREAM_HTTP_PORT", "2", "FAULTSTREAM_MODEL_TIMEOUT", "90s");
        // When
        Config config = ConfigReader.read(TABLE, new ConfigSources(file, environment, Map.of("http.port", "3")));
        // Then
        assertThat(config.get(PORT)).isEqualTo(3);
        assertThat(config.get(TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.get(SERVERS)).containsExactly("a:1", "b:2");
        assertThat(config.find(PAUSE)).isEmpty();
    }

    @Test
    void shouldTakeDefaultsWhenNobodySaysOtherwise() {
        Config config = read(Map.of(), Map.of("kafka.bootstrap-servers", "a:1, b:2"));
        assertThat(config.get(PORT)).isEqualTo(8080);
        assertThat(config.get(SERVERS)).containsExactly("a:1", "b:2");
    }

    @Test
    void shouldReadPropertiesFiles() throws IOException {
        Path file = file("a.properties", "http.port=7\nkafka.bootstrap-servers=a:1\n");
        Config config = ConfigReader.read(TABLE, new ConfigSources(file, Map.of(), Map.of()));
        assertThat(config.get(PORT)).isEqualTo(7);
    }

    @Test
    void shouldCollectAllViolationsWithKeyAndOrigin() throws IOException {
        // Given
        Path file = file("a.yaml", "http: {prot: 1}\nmodel: {timeout: [1s, 2s]}\n");
        Map<String, String> environment = Map.of("FAULTSTREAM_HTTP_PORT", "-1");
        // When
        ConfigException problem = violationsOf(new ConfigSources(file, environment, Map.of("model.pause", "soon")));
        // Then
        assertThat(problem.violations())
                .extracting(Violation::toString)
                .containsExactlyInAnyOrder(
                        "http.prot: is unknown; did you mean http.port? (from file " + file + ")",
                        "model.timeout: must be a single duration, not a list, not \"1s,2s\" (from file " + file + ")",
                        "http.port: must be positive, not \"-1\" (from environment variable FAULTSTREAM_HTTP_PORT)",
                        "model.pause: must be a duration such as 30s, 5m, 1h30m or PT30S, not \"soon\""
                                + " (from flag --model.pause)",
                        "kafka.bootstrap-servers: must be set");
    }

    @Test
    void shouldNameTheWholeKeyWhenOnlyItsEndWasWritten() {
        assertThat(violationsOf(sources(Map.of(), Map.of("bootstrap-servers", "a:1"))))
                .hasMessageContaining("did you mean kafka.bootstrap-servers?");
    }

    @Test
    void shouldCheckRulesOnceEachSettingIsRight() {
        Map<String, String> flags =
                Map.of("kafka.bootstrap-servers", "a:1", "model.timeout", "1s", "model.pause", "2s");
        assertThat(violationsOf(sources(Map.of(), flags)))
                .hasMessage("model.timeout: must be longer than model.pause (from flag --model.timeout)");
    }

    @Test
    void shouldReadSecretsFromFilesAndNeverShowThem() throws IOException {
        // Given
        Path secret = file("key", "hunter2\n");
        Map<String, String> flags = Map.of("kafka.bootstrap-servers", "a:1", "model.api-key-file", secret.toString());
        // When
        Config config = read(Map.of("FAULTSTREAM_MODEL_API_KEY", "weaker"), flags);
        // Then
        assertThat(config.get(API_KEY).value()).isEqualTo("hunter2");
        assertThat(config.get(API_KEY).toString() + config).doesNotContain("hunter2");
    }

    @Test
    void shouldRefuseSecretGivenTwiceBySourcesOfOneStrength() throws IOException {
        Path secret = file("key", "hunter2");
        Map<String, String> flags = Map.of(
                "kafka.bootstrap-servers", "a:1", "model.api-key", "hunter3", "model.api-key-file", secret.toString());
        assertThat(violationsOf(sources(Map.of(), flags)))
                .hasMessageContaining("model.api-key-file: cannot be set together with model.api-key")
                .hasMessageNotContaining("hunter");
    }

    @Test
    void shouldNameTheFileOfASecretThatCannotBeRead() {
        Map<String, String> flags = Map.of("kafka.bootstrap-servers", "a:1", "model.api-key-file", "/no/such/file");
        assertThat(violationsOf(sources(Map.of(), flags)))
                .hasMessageContaining("model.api-key-file: names a file that cannot be read: \"/no/such/file\"");
    }

    @Test
    void shouldPassFreeKeysFromEverySource() throws IOException {
        // Given
        Path file = file(
                "a.yaml",
                "kafka: {bootstrap-servers: 'a:1', client: {security.protocol: SSL, sasl: {mechanism: PLAIN}}}");
        Map<String, String> environment = Map.of("FAULTSTREAM_KAFKA_CLIENT_SSL_TRUSTSTORE_LOCATION", "/trust");
        // When
        Config config = ConfigReader.read(
                TABLE, new ConfigSources(file, environment, Map.of("kafka.client.security.protocol", "SASL_SSL")));
        // Then
        assertThat(config.free("kafka.client."))
                .containsExactly(
                        Map.entry("sasl.mechanism", "PLAIN"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("ssl.truststore.location", "/trust"));
        assertThat(config.toString()).doesNotContain("PLAIN");
    }

    @Test
    void shouldLeaveVariablesOfOthersAlone() {
        Map<String, String> environment = Map.of(
                "FAULTSTREAM_HTTP_PORT", "tcp://10.0.0.1:80",
                "FAULTSTREAM_HTTP_SERVICE_HOST", "10.0.0.1",
                "FAULTSTREAM_HTTP_PORT_80_TCP_ADDR", "10.0.0.1",
                "FAULTSTREAM_WATCHER_KUBECONFIG", "/of/another/service",
                "HTTP_PORT", "1");
        Config config = read(environment, Map.of("kafka.bootstrap-servers", "a:1"));
        assertThat(config.get(PORT)).isEqualTo(8080);
    }

    @Test
    void shouldPointOutSlipsInVariables() {
        ConfigSources sources = sources(Map.of("FAULTSTREAM_HTTP_PROT", "1"), Map.of("kafka.bootstrap-servers", "a:1"));
        assertThat(violationsOf(sources))
                .hasMessageContaining("FAULTSTREAM_HTTP_PROT: is unknown; did you mean FAULTSTREAM_HTTP_PORT?");
    }

    @Test
    void shouldSayWhatIsWrongWithTheFile() throws IOException {
        assertThat(violationsOf(new ConfigSources(folder.resolve("none.yaml"), Map.of(), Map.of())))
                .hasMessageContaining("config: does not exist (from file ");
        assertThat(violationsOf(new ConfigSources(file("a.yaml", "a: [hunter2"), Map.of(), Map.of())))
                .hasMessageContaining("config: cannot be read: is not valid YAML at line")
                .hasMessageNotContaining("hunter2");
        assertThat(violationsOf(new ConfigSources(file("b.yaml", "a: 1\na: 2\n"), Map.of(), Map.of())))
                .hasMessageContaining("config: cannot be read: is not valid YAML");
        assertThat(violationsOf(new ConfigSources(file("a.toml", "a = 1"), Map.of(), Map.of())))
                .hasMessageContaining("must end with .yaml, .yml, .json or .properties");
    }

    @Test
    void shouldTakeTheFileFromFlagElseEnvironment() {
        Map<String, String> environment = Map.of("FAULTSTREAM_CONFIG", "e.yaml");
        assertThat(ConfigSources.of(environment, Map.of("config", "f.yaml")).file())
                .isEqualTo(Path.of("f.yaml"));
        assertThat(ConfigSources.of(environment, Map.of()).file()).isEqualTo(Path.of("e.yaml"));
        assertThat(ConfigSources.of(Map.of(), Map.of()).file()).isNull();
    }

    @Test
    void shouldRefuseTwoSettingsOfOneName() {
        ConfigTable table = ConfigTable.of(PORT);
        assertThat(table.and(ConfigTable.of(PORT)).keys()).containsExactly(PORT);
        assertThatThrownBy(() -> table.and(ConfigTable.of(PORT.withDefault("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http.port");
    }

    private static Config read(Map<String, String> environment, Map<String, String> flags) {
        return ConfigReader.read(TABLE, sources(environment, flags));
    }

    private static ConfigSources sources(Map<String, String> environment, Map<String, String> flags) {
        return new ConfigSources(null, environment, flags);
    }

    private static ConfigException violationsOf(ConfigSources sources) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(TABLE, sources));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
