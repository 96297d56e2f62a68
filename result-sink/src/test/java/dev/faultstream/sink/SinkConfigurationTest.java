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
import dev.faultstream.sink.result.ResultSettings;
import dev.faultstream.streams.StreamsSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
        ResultSettings results = ResultKeys.settings(config, KAFKA);
        assertThat(results.clusters()).isEmpty();
        assertThat(results.minSeverity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void shouldPutThePrefixOfTheTopicsBeforeItsGroups() {
        // When
        Config config = read(Map.of("topics.prefix", "test-", "sink.results.clusters", "a,b"));

        // Then
        assertThat(JoinKeys.STREAMS.settings(config, KAFKA).applicationId()).isEqualTo("test-faultstream-sink");
        assertThat(ResultKeys.settings(config, KAFKA).group()).isEqualTo("test-faultstream-results");
        assertThat(ResultKeys.settings(config, KAFKA).clusters()).containsExactlyInAnyOrder("a", "b");
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

    private static Config read(Map<String, String> flags) {
        Map<String, String> all = new HashMap<>(flags);
        all.put("kafka.bootstrap-servers", "broker:9092");
        return ConfigReader.read(new SinkDefinition().configuration(), ConfigSources.of(Map.of(), all));
    }
}
