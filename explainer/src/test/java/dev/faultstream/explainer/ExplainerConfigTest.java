package dev.faultstream.explainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.faultstream.explainer.model.ModelSettings;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerConfigTest {
    @Test
    void shouldUseNoModelWhenNoneIsNamed() {
        // When
        ExplainerConfig config = read(Map.of());

        // Then
        assertThat(config.model()).isNull();
        assertThat(config.limits().concurrency()).isEqualTo(1);
        assertThat(config.selection().onlyRootCauses()).isTrue();
        assertThat(config.selection().leastSeverity()).isEqualTo(Severity.WARNING);
        assertThat(config.topics().failures()).isEqualTo("k8s-failures");
        assertThat(config.queue().group()).isEqualTo("faultstream-explainer");
    }

    @Test
    void shouldReadTheModelAndItsKeyFromAFile(@TempDir Path folder) throws IOException {
        // Given
        Path key = Files.writeString(folder.resolve("key"), "s3cret\n");

        // When
        ExplainerConfig config = read(Map.of(
                "model.url", "http://localai:8080/v1",
                "model.name", "qwen3-1.7b",
                "model.api-key-file", key.toString(),
                "model.timeout", "90s",
                "topics.prefix", "test-"));

        // Then
        ModelSettings model = config.model();
        assertThat(model).isNotNull();
        assertThat(model.apiKey()).isEqualTo("s3cret");
        assertThat(model.timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(model.provider()).isEqualTo("localai");
        assertThat(config.topics().deadLetters()).isEqualTo("test-k8s-dead-letters");
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @Test
    void shouldNameEverySettingThatIsWrong() {
        // When / Then
        assertThatThrownBy(() -> read(Map.of(
                        "model.concurrency", "0",
                        "model.temperature", "3",
                        "explainer.least-severity", "info",
                        "explainer.deliveries", "1")))
                .asInstanceOf(type(ConfigException.class))
                .satisfies(e -> assertThat(e.violations()).hasSize(4));
    }

    @Test
    void shouldWantTheModelsNameWithItsAddress() {
        // When / Then
        assertThatThrownBy(() -> read(Map.of("model.url", "http://localai:8080/v1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.name");
    }

    private static ExplainerConfig read(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrap-servers", "localhost:9092");
        return ExplainerConfig.from(ConfigReader.read(ExplainerKeys.TABLE, ConfigSources.of(Map.of(), all)));
    }
}
