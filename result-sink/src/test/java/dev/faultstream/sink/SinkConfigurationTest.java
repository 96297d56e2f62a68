package dev.faultstream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.config.Violation;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.sink.result.Placement;
import dev.faultstream.sink.result.ResultSelection;
import dev.faultstream.sink.result.ResultSettings;
import dev.faultstream.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkConfigurationTest {
    private static final KafkaSettings KAFKA = KafkaSettings.of("broker:9092");

    @Test
    void shouldJoinAndWriteNoResultsUnlessTold() {
        // When
        Config config = read(Map.of());

        // Then
        assertThat(config.get(JoinKeys.ENABLED)).isTrue();
        assertThat(config.get(ResultKeys.ENABLED)).isFalse();
        StreamsSettings join = JoinKeys.STREAMS.settings(config, KAFKA);
        assertThat(join.applicationId()).isEqualTo("faultstream-sink");
        assertThat(join.commitInterval()).isEqualTo(Duration.ofMillis(100));
        ResultSettings results = settings(config);
        assertThat(results.selection())
                .isEqualTo(new ResultSelection(Set.of(), Set.of(Severity.CRITICAL, Severity.WARNING), false));
        assertThat(results.placement()).isEqualTo(Placement.ONE_NAMESPACE);
    }

    @Test
    void shouldPutThePrefixOfTheTopicsBeforeItsGroups() {
        // When
        Config config = read(Map.of("topics.prefix", "test-", "sink.results.clusters", "a,b"));

        // Then
        assertThat(JoinKeys.STREAMS.settings(config, KAFKA).applicationId()).isEqualTo("test-faultstream-sink");
        assertThat(settings(config).group()).isEqualTo("test-faultstream-results");
        assertThat(settings(config).selection().clusters()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void shouldNameEverySettingThatIsWrong() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(Map.of(
                        "sink.join.threads", "0",
                        "sink.join.commit-interval", "1ms",
                        "sink.results.namespace", "Not A Namespace")))
                .satisfies(error -> assertThat(error.violations())
                        .extracting(Violation::key)
                        .containsExactlyInAnyOrder(
                                "sink.join.threads", "sink.join.commit-interval", "sink.results.namespace"));
    }

    @Test
    void shouldDescribeEveryMeterOnce() {
        Set<String> names = new HashSet<>();
        for (SinkMeter meter : SinkMeter.values()) {
            assertThat(names.add(meter.meterName())).isTrue();
            assertThat(meter.description()).endsWith(".");
        }
    }

    @Test
    void shouldHaveAWriterForEachClusterThatKeepsItsOwnResults(@TempDir Path directory) throws IOException {
        // Given
        Path kubeconfig = directory.resolve("kubeconfig");
        Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                current-context: one
                clusters:
                  - {name: one, cluster: {server: "https://one.example"}}
                  - {name: two, cluster: {server: "https://two.example"}}
                users:
                  - {name: me, user: {token: secret}}
                contexts:
                  - {name: one, context: {cluster: one, user: me}}
                  - {name: two, context: {cluster: two, user: me}}
                """);

        Config misspelt =
                read(Map.of("sink.results.targets", "prod=tow", "sink.results.kubeconfig", kubeconfig.toString()));

        // When
        List<ResultTarget> targets = ResultKeys.targets(
                read(Map.of(
                        "sink.results.targets", "prod=two, staging", "sink.results.kubeconfig", kubeconfig.toString())),
                KAFKA);

        // Then
        assertThat(targets).extracting(ResultTarget::id).containsExactly("prod", "staging");
        assertThat(targets)
                .extracting(target -> target.cluster().getMasterUrl())
                .containsExactly("https://two.example/", "https://one.example/");
        assertThat(targets)
                .extracting(target -> target.settings().selection().clusters())
                .containsExactly(Set.of("prod"), Set.of("staging"));
        assertThat(targets)
                .extracting(target -> target.settings().group())
                .containsExactly("faultstream-results-prod", "faultstream-results-staging");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ResultKeys.targets(misspelt, KAFKA))
                .withMessageContaining("tow");
    }

    @Test
    void shouldRefuseTargetsBesideOneCluster() {
        // Given
        Config config = read(Map.of("sink.results.targets", "prod=two", "sink.results.context", "one"));

        // Then
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ResultKeys.targets(config, KAFKA))
                .satisfies(error -> assertThat(error.violations())
                        .extracting(Violation::key)
                        .containsExactly("sink.results.targets"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(Map.of("sink.results.targets", "prod=two,prod=one")));
    }

    private static ResultSettings settings(Config config) {
        return ResultKeys.targets(config, KAFKA).get(0).settings();
    }

    private static Config read(Map<String, String> flags) {
        Map<String, String> all = new HashMap<>(flags);
        all.put("kafka.bootstrap-servers", "broker:9092");
        return ConfigReader.read(new SinkDefinition().configuration(), ConfigSources.of(Map.of(), all));
    }
}
