package dev.faultstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {
    private static final ConfigKey<Integer> ONE = ConfigKey.of("a.one", ValueTypes.integer(), "One.");
    private static final ConfigKey<Integer> TWO = ConfigKey.of("b.two", ValueTypes.integer(), "Two.");
    private static final ServiceSettings SETTINGS =
            new ServiceSettings(Map.of("FAULTSTREAM_A_ONE", "1"), Map.of("b.two", "2", "b.free.x", "3"));

    @Test
    void shouldGiveEachServiceWhatItKnows() {
        // When / Then
        assertThat(SETTINGS.read(ConfigTable.of(ONE)).get(ONE)).isEqualTo(1);
        assertThat(SETTINGS.read(ConfigTable.of(TWO)).get(TWO)).isEqualTo(2);
    }

    @Test
    void shouldLetTheCommandLineWinOverTheEnvironment() {
        // When
        ServiceSettings both = SETTINGS.with("a.one", 5);

        // Then
        assertThat(both.read(ConfigTable.of(ONE)).get(ONE)).isEqualTo(5);
    }

    @Test
    void shouldNameWhatNoServiceKnows() {
        // When / Then
        assertThatThrownBy(() -> SETTINGS.with("c.three", 3)
                        .requireKnown(
                                List.of(ConfigTable.of(ONE), ConfigTable.of(TWO).withFree("b.free.", "Free."))))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.violations())
                        .singleElement()
                        .satisfies(violation -> assertThat(violation.key()).isEqualTo("c.three")));
    }
}
