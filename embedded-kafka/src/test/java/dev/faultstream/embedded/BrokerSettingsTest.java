package dev.faultstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

    @Test
    void shouldContainOnlySettingsThatThisKafkaKnows() {
        // Given
        Set<String> known = KafkaConfig.configDef().names();

        // When
        Set<String> names = settings(Map.of()).stringPropertyNames();

        // Then
        assertThat(known).containsAll(names);
    }

    @Test
    void shouldPreferTheCallersSettingWhenBothAreGiven() {
        // When
        Properties settings = settings(Map.of("num.io.threads", "9"));

        // Then
        assertThat(settings.getProperty("num.io.threads")).isEqualTo("9");
    }

    private static Properties settings(Map<String, String> overrides) {
        return BrokerSettings.of(Path.of("logs"), 9092, 9093, overrides, null);
    }
}
