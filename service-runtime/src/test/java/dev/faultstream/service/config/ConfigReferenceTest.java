package dev.faultstream.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
    private static final ConfigTable TABLE = ConfigTable.of(
                    ConfigKey.of("a.needed", ValueTypes.string(), "Is needed.").mustBeSet(),
                    ConfigKey.of("a.flag", ValueTypes.bool(), "Has a default.").withDefault("true"),
                    ConfigKey.secret("a.key", "Is a secret."))
            .withFree("kafka.client.", "Is free.");

    @Test
    void shouldListEverySettingAsMarkdown() {
        assertThat(ConfigReference.markdown(TABLE)).isEqualTo("""
                        | key | type | default | what it is for |
                        |---|---|---|---|
                        | `a.needed` | string | required | Is needed. |
                        | `a.flag` | true \\| false | `true` | Has a default. |
                        | `a.key` | secret |  | Is a secret. Better given as a file by `a.key-file`. |
                        | `kafka.client.*` | string |  | Is free. |
                        """);
    }

    @Test
    void shouldListEverySettingForTerminals() {
        assertThat(ConfigReference.plain(TABLE))
                .contains("--a.needed  <string>  (required)", "(default: true)", "--kafka.client.…");
    }
}
