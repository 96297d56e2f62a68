package dev.faultstream.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedKeysTest {
    private static final ConfigKey<String> TYPE =
            ConfigKey.of("type", ValueTypes.string(), "Type.").mustBeSet();
    private static final ConfigKey<Integer> WORKERS =
            ConfigKey.of("max-workers", ValueTypes.integer(), "Workers.").withDefault("2");
    private static final ConfigKey<Secret> TOKEN = ConfigKey.secret("token", "Token.");
    private static final NamedKeys OUTPUTS = new NamedKeys("outputs.", java.util.List.of(TYPE, WORKERS, TOKEN));
    private static final ConfigTable TABLE = ConfigTable.of().withNamed(OUTPUTS);

    @TempDir
    private Path folder;

    @Test
    void shouldGiveEachThingItsOwnSettings() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("a.yaml"), "outputs:\n  on-call: {type: a}\n  chat: {type: b}\n");
        Path token = Files.writeString(folder.resolve("token"), "hush\n");

        // When
        Config config = ConfigReader.read(
                TABLE,
                new ConfigSources(
                        file,
                        Map.of("FAULTSTREAM_OUTPUTS_ON_CALL_MAX_WORKERS", "5"),
                        Map.of("outputs.chat.token-file", token.toString())));

        // Then
        assertThat(config.names(OUTPUTS)).containsExactly("chat", "on-call");
        assertThat(config.get(OUTPUTS.of("on-call", TYPE))).isEqualTo("a");
        assertThat(config.get(OUTPUTS.of("on-call", WORKERS))).isEqualTo(5);
        assertThat(config.get(OUTPUTS.of("chat", WORKERS))).isEqualTo(2);
        assertThat(config.get(OUTPUTS.of("chat", TOKEN))).isEqualTo(new Secret("hush"));
        assertThat(config.find(OUTPUTS.of("on-call", TOKEN))).isEmpty();
    }

    @Test
    void shouldTakeASecretFileFromTheEnvironment() throws IOException {
        // Given
        Path token = Files.writeString(folder.resolve("token"), "hush");
        Map<String, String> environment =
                Map.of("FAULTSTREAM_OUTPUTS_X_TYPE", "a", "FAULTSTREAM_OUTPUTS_X_TOKEN_FILE", token.toString());

        // When
        Config config = ConfigReader.read(TABLE, new ConfigSources(null, environment, Map.of()));

        // Then
        assertThat(config.get(OUTPUTS.of("x", TOKEN)).value()).isEqualTo("hush");
    }

    @Test
    void shouldNameEverySettingThatIsWrong() {
        // When
        ConfigException problem = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigReader.read(
                        TABLE,
                        new ConfigSources(
                                null,
                                Map.of("FAULTSTREAM_OUTPUTS_X_TIPE", "a"),
                                Map.of(
                                        "outputs.x.max-workers",
                                        "many",
                                        "outputs.y.typo",
                                        "a",
                                        "outputs.Z.type",
                                        "a"))));

        // Then
        assertThat(problem.violations())
                .extracting(Violation::key)
                .containsExactlyInAnyOrder(
                        "FAULTSTREAM_OUTPUTS_X_TIPE",
                        "outputs.x.type",
                        "outputs.x.max-workers",
                        "outputs.y.typo",
                        "outputs.Z.type");
        assertThat(problem).hasMessageContaining("did you mean outputs.y.type?");
    }

    @Test
    void shouldDescribeThemWithAPlaceholder() {
        assertThat(ConfigReference.markdown(TABLE))
                .contains("| `outputs.NAME.type` | string | required | Type. |")
                .contains("file by `outputs.NAME.token-file`");
        assertThat(ConfigReference.plain(TABLE)).contains("--outputs.NAME.max-workers  <integer>  (default: 2)");
    }
}
