package dev.faultstream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.config.Violation;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.sink.alert.OutputSettings;
import dev.faultstream.sink.alert.http.TestTls;
import dev.faultstream.sink.join.Transition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputConfigurationTest {
    private static final KafkaSettings KAFKA = KafkaSettings.of("broker:9092");

    @TempDir
    private Path folder;

    @Test
    void shouldTellOfSevereRootCausesUnlessTold() {
        // When
        Config config = read(Map.of("outputs.x.type", "slack", "topics.prefix", "p-"));
        OutputSettings settings = new OutputFactory(config, "x").settings(KAFKA);

        // Then
        assertThat(settings.group()).isEqualTo("p-faultstream-output-x");
        assertThat(settings.topic()).isEqualTo("p-k8s-failures-explained");
        assertThat(settings.filter().rootCausesOnly()).isTrue();
        assertThat(settings.filter().severities()).containsExactlyInAnyOrder(Severity.CRITICAL, Severity.WARNING);
        assertThat(settings.transitions()).containsExactlyInAnyOrder(Transition.OPENED, Transition.RESOLVED);
        assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void shouldTellOfAllTransitionsToAWebhook() {
        // When
        Config config = read(Map.of("outputs.x.type", "cloudevents", "outputs.y.type", "alertmanager"));

        // Then
        assertThat(new OutputFactory(config, "x").settings(KAFKA).transitions()).hasSize(4);
        assertThat(config.names(OutputKeys.FAMILY)).containsExactly("x", "y");
    }

    @Test
    void shouldMakeAServiceOfEveryType() throws Exception {
        // Given
        Path url = Files.writeString(folder.resolve("url"), "https://hooks.example/secret\n");
        Map<String, String> flags = new HashMap<>();
        flags.put("outputs.am.type", "alertmanager");
        flags.put("outputs.am.url", "http://a:9093, https://b:9093/prefix");
        flags.put("outputs.am.username", "u");
        flags.put("outputs.am.password", "p");
        flags.put("outputs.am.link", "https://console.example/{id}");
        flags.put("outputs.ce.type", "cloudevents");
        flags.put("outputs.ce.url", "https://hook.example");
        flags.put("outputs.ce.mode", "structured");
        flags.put("outputs.ce.signing-secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        flags.put("outputs.ce.token", "t");
        flags.put("outputs.chat.type", "slack");
        flags.put("outputs.chat.url-file", url.toString());
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        HealthChecks health = new HealthChecks();

        // When
        Service service =
                new SinkDefinition().create(read(flags), new ServiceContext(registry, health, Clock.systemUTC()));

        // Then
        assertThat(registry.find("sink.outputs.pending").gauges()).hasSize(3);
        assertThat(registry.get("sink.outputs.dead")
                        .tag("output", "am")
                        .counter()
                        .count())
                .isZero();
        service.close();
        assertThat(registry.find("sink.outputs.pending").gauges()).isEmpty();
    }

    @Test
    void shouldNameEverySettingThatIsWrong() throws Exception {
        // Given
        Path broken = Files.writeString(folder.resolve("broken.pem"), "no pem");
        Path texts = Files.writeString(folder.resolve("texts.properties"), "what=ever\n");
        TestTls tls = TestTls.create(folder);
        Map<String, String> flags = new HashMap<>();
        flags.put("outputs.a.type", "slack");
        flags.put("outputs.b.type", "alertmanager");
        flags.put("outputs.b.url", "http://am:9093,secret-token");
        flags.put("outputs.c.type", "cloudevents");
        flags.put("outputs.c.url", "https://hook.example");
        flags.put("outputs.c.signing-secret", "no base64!");
        flags.put("outputs.d.type", "slack");
        flags.put("outputs.d.url", "https://hook.example");
        flags.put("outputs.d.texts", texts.toString());
        flags.put("outputs.e.type", "cloudevents");
        flags.put("outputs.e.url", "https://hook.example");
        flags.put("outputs.e.username", "u");
        flags.put("outputs.f.type", "cloudevents");
        flags.put("outputs.f.url", "https://hook.example");
        flags.put("outputs.f.tls-ca", broken.toString());
        flags.put("outputs.h.type", "cloudevents");
        flags.put("outputs.h.url", "https://hook.example");
        flags.put("outputs.h.tls-ca", tls.authority().toString());
        flags.put("outputs.h.tls-certificate", tls.clientCertificate().toString());
        flags.put("outputs.h.tls-key", broken.toString());
        flags.put("outputs.g.type", "alertmanager");
        flags.put("outputs.g.url", "http://am:9093");
        flags.put("outputs.g.expire-after", "90s");

        // When
        ConfigException error = catchThrowableOfType(ConfigException.class, () -> new SinkDefinition()
                .create(
                        read(flags),
                        new ServiceContext(new SimpleMeterRegistry(), new HealthChecks(), Clock.systemUTC())));

        // Then
        assertThat(error.violations())
                .extracting(Violation::key)
                .isEqualTo(List.of(
                        "outputs.a.url",
                        "outputs.b.url",
                        "outputs.c.signing-secret",
                        "outputs.d.texts",
                        "outputs.e.password",
                        "outputs.f.tls-ca",
                        "outputs.g.expire-after",
                        "outputs.h.tls-certificate"));
        assertThat(error.getMessage()).doesNotContain("secret-token").doesNotContain("no base64");
    }

    private static Config read(Map<String, String> flags) {
        Map<String, String> all = new HashMap<>(flags);
        all.put("kafka.bootstrap-servers", "broker:9092");
        return ConfigReader.read(new SinkDefinition().configuration(), ConfigSources.of(Map.of(), all));
    }
}
