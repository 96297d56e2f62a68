package dev.faultstream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLetTheNarrowerSettingWin() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("client.properties"), "security.protocol=PLAINTEXT\nretries=1\n");
        KafkaSettings settings = settings(Map.of(
                "kafka.properties-file", file.toString(),
                "kafka.client.security.protocol", "SSL",
                "kafka.client.linger.ms", "5",
                "kafka.producer.linger.ms", "20",
                "kafka.consumer.max.poll.records", "7",
                "kafka.streams.num.stream.threads", "2"));
        // Then
        assertThat(settings.forProducer("p"))
                .containsEntry("client.id", "p")
                .containsEntry("bootstrap.servers", "a:1,b:2")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("retries", "1")
                .containsEntry("linger.ms", "20");
        assertThat(settings.forConsumer("c")).containsEntry("linger.ms", "5").containsEntry("max.poll.records", "7");
        assertThat(settings.forAdmin("a")).doesNotContainKey("max.poll.records");
        assertThat(settings.forStreams("app"))
                .containsEntry("application.id", "app")
                .containsEntry("num.stream.threads", "2")
                .containsEntry("producer.linger.ms", "20")
                .containsEntry("consumer.max.poll.records", "7");
        assertThat(settings.toString()).doesNotContain("SSL");
    }

    @Test
    void shouldNotLetPassedThroughSettingsLoseOrReorderRecords() {
        KafkaSettings settings = settings(Map.of(
                "kafka.producer.acks", "1",
                "kafka.producer.enable.idempotence", "false",
                "kafka.client.max.in.flight.requests.per.connection", "5"));
        assertThat(settings.forProducer("p"))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("max.in.flight.requests.per.connection", "1");
    }

    @Test
    void shouldNotLetPassedThroughSettingsMoveTheBroker() {
        KafkaSettings settings = settings(Map.of("kafka.client.bootstrap.servers", "elsewhere:1"));
        assertThat(settings.forAdmin("a")).containsEntry("bootstrap.servers", "a:1,b:2");
    }

    @Test
    void shouldNameThePropertiesFileThatCannotBeRead() {
        Map<String, String> flags = Map.of("kafka.properties-file", "/no/such/file");
        assertThatThrownBy(() -> settings(flags))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.properties-file: names a file that cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "kafka:", ":9092", "kafka:99999", "a:1,b"})
    void shouldRefuseWhatIsNoAddress(String servers) {
        assertThatThrownBy(() -> config(Map.of("kafka.bootstrap-servers", servers)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap-servers: must be host:port");
    }

    @Test
    void shouldReadTopicsAsTheContractHasThemByDefault() {
        Config config = ConfigReader.read(TopicKeys.TABLE, new ConfigSources(null, Map.of(), Map.of()));
        assertThat(TopicKeys.settings(config)).isEqualTo(TopicSettings.defaults());
    }

    @Test
    void shouldPrefixTopics() {
        Config config = ConfigReader.read(
                TopicKeys.NAMES_TABLE, new ConfigSources(null, Map.of(), Map.of("topics.prefix", "prod.")));
        assertThat(TopicKeys.names(config).failures()).isEqualTo("prod.k8s-failures");
    }

    private static KafkaSettings settings(Map<String, String> flags) {
        Map<String, String> all = new HashMap<>(flags);
        all.put("kafka.bootstrap-servers", "a:1,b:2");
        return KafkaSettings.from(config(all));
    }

    private static Config config(Map<String, String> flags) {
        return ConfigReader.read(KafkaKeys.STREAMS_TABLE, new ConfigSources(null, Map.of(), flags));
    }
}
