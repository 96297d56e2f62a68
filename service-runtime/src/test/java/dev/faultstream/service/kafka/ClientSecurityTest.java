package dev.faultstream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.CsvSource;

class ClientSecurityTest {
    private static final String SCRAM_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule";

    @TempDir
    private Path folder;

    @Test
    void shouldMakeTheLoginEntryWhenUserAndPasswordAreGiven() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("password"), "p\"w\\d;\n");

        // When
        KafkaSettings settings = settings(Map.of(
                "kafka.client.security.protocol", "SASL_PLAINTEXT",
                "kafka.client.sasl.mechanism", "SCRAM-SHA-512",
                "kafka.username", "watcher",
                "kafka.password-file", file.toString()));

        // Then
        assertThat(settings.forProducer("p"))
                .containsEntry(
                        "sasl.jaas.config", SCRAM_MODULE + " required username=\"watcher\" password=\"p\\\"w\\\\d;\";");
        assertThat(settings.toString()).doesNotContain("p\"w");
    }

    @Test
    void shouldReadASecretSettingFromAFileWhenItsNameSaysSo() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("sasl.jaas.config"), SCRAM_MODULE + " required username=a;\n");

        // When
        KafkaSettings settings = settings(
                Map.of(
                        "FAULTSTREAM_KAFKA_CLIENT_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                        "FAULTSTREAM_KAFKA_CLIENT_SASL_MECHANISM", "SCRAM-SHA-256",
                        "FAULTSTREAM_KAFKA_CLIENT_SASL_JAAS_CONFIG_FILE", file.toString()),
                Map.of());

        // Then
        assertThat(settings.forAdmin("a"))
                .containsEntry("sasl.jaas.config", SCRAM_MODULE + " required username=a;")
                .doesNotContainKey("sasl.jaas.config.file");
    }

    @Test
    void shouldPutValuesInPlaceOfReferencesForEveryClient() throws IOException {
        // Given
        Path secrets = Files.writeString(folder.resolve("kafka.properties"), "id=i-1\nrack=r-7\n");
        Files.writeString(folder.resolve("rack"), "r-8");

        // When
        KafkaSettings settings = settings(Map.of(
                "kafka.client.client.rack", "${file:" + secrets + ":rack}",
                "kafka.consumer.group.instance.id", "${file:" + secrets + ":id}",
                "kafka.streams.main.consumer.client.rack", "${dir:" + folder + ":rack}"));

        // Then
        assertThat(settings.forConsumer("c"))
                .containsEntry("client.rack", "r-7")
                .containsEntry("group.instance.id", "i-1");
        assertThat(settings.forStreams("s")).containsEntry("main.consumer.client.rack", "r-8");
    }

    @Test
    void shouldTakeTokensFromTheEndpointWhenOneIsGiven() {
        // Given
        String url = "https://identity.example/token";

        // When
        KafkaSettings settings = settings(Map.of(
                "kafka.client.security.protocol", "SASL_PLAINTEXT",
                "kafka.client.sasl.mechanism", "OAUTHBEARER",
                "kafka.client.sasl.oauthbearer.token.endpoint.url", url));

        // Then
        assertThat(settings.forAdmin("a"))
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;")
                .containsEntry(
                        "sasl.login.callback.handler.class",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
        assertThat(System.getProperty(TokenEndpoint.ALLOWED_URLS).split(",")).contains(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.client.security.protcol | SSL | kafka.client.security.protcol: is unknown; did you mean kafka.client.security.protocol?",
                "kafka.client.security.protocol | TLS | kafka.client.security.protocol: Invalid value TLS",
                "kafka.producer.linger.ms | soon | kafka.producer.linger.ms: Invalid value soon",
                "kafka.client.ssl.keystore.password.file | /no/such | kafka.client.ssl.keystore.password.file: names a file that cannot be read: \"/no/such\"",
                "kafka.client.client.rack | ${file:/no/such:x} | kafka.client.client.rack: refers to a value that cannot be read",
                "kafka.client.client.rack | ${env:NO_SUCH_VARIABLE} | kafka.client.client.rack: refers to a value that is not there",
                "kafka.username | somebody | kafka.username: must be set together with kafka.password",
            })
    void shouldNameTheSettingThatIsWrong(String key, String value, String expected) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void shouldNameTheTrustStoreThatCannotBeUsed() throws IOException {
        // Given
        Path store = Files.writeString(folder.resolve("ca.crt"), "no certificate");
        Map<String, String> missing = Map.of(
                "kafka.client.security.protocol", "SSL",
                "kafka.client.ssl.truststore.type", "PEM",
                "kafka.client.ssl.truststore.location",
                        folder.resolve("none.pem").toString());
        Map<String, String> broken = new HashMap<>(missing);
        broken.put("kafka.client.ssl.truststore.location", store.toString());

        // When // Then
        assertThatThrownBy(() -> settings(missing))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.client.ssl.*: cannot be used: ")
                .hasMessageContaining("none.pem");
        assertThatThrownBy(() -> settings(broken))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.client.ssl.*: cannot be used: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SCRAM-SHA-512 | | kafka.client.sasl.jaas.config: must be set for SCRAM-SHA-512",
                "PLAIN | org.apache.kafka.common.security.scram.ScramLoginModule required username=a password=hush; | names another login module",
                "SCRAM-SHA-512 | org.apache.kafka.common.security.scram.ScramLoginModule required password=hush | must be a login module",
            })
    void shouldSayWhatIsWrongWithTheLoginEntryAndNotQuoteIt(String mechanism, String entry, String expected) {
        // Given
        Map<String, String> flags = new HashMap<>(
                Map.of("kafka.client.security.protocol", "SASL_SSL", "kafka.client.sasl.mechanism", mechanism));
        if (entry != null) {
            flags.put("kafka.client.sasl.jaas.config", entry);
        }

        // When // Then
        assertThatThrownBy(() -> settings(flags))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("hush");
    }

    @Test
    void shouldSayWhichMechanismTakesAUser() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("password"), "hush");
        Map<String, String> flags = Map.of(
                "kafka.client.security.protocol", "SASL_SSL",
                "kafka.username", "watcher",
                "kafka.password-file", file.toString());

        // When // Then
        assertThatThrownBy(() -> settings(flags))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.username: needs kafka.client.sasl.mechanism to be PLAIN");
    }

    private static KafkaSettings settings(Map<String, String> flags) {
        return settings(Map.of(), flags);
    }

    private static KafkaSettings settings(Map<String, String> environment, Map<String, String> flags) {
        Map<String, String> all = new HashMap<>(flags);
        all.put("kafka.bootstrap-servers", "a:1");
        Config config = ConfigReader.read(KafkaKeys.STREAMS_TABLE, new ConfigSources(null, environment, all));
        return KafkaSettings.from(config);
    }
}
