package dev.faultstream.sink.alert.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.sink.KafkaFixture;
import dev.faultstream.sink.alert.AlertOutput;
import dev.faultstream.sink.alert.DeadLetters;
import dev.faultstream.sink.alert.FailureSample;
import dev.faultstream.sink.alert.OutputFilter;
import dev.faultstream.sink.alert.OutputObserver;
import dev.faultstream.sink.alert.OutputSettings;
import dev.faultstream.sink.alert.OutputTraces;
import dev.faultstream.sink.alert.http.Credentials;
import dev.faultstream.sink.alert.http.HttpPoster;
import dev.faultstream.sink.alert.http.TlsFiles;
import dev.faultstream.sink.alert.text.Language;
import dev.faultstream.sink.join.Transition;
import dev.faultstream.sink.work.Backoff;
import dev.faultstream.testing.alertmanager.Alertmanager;
import dev.faultstream.testing.alertmanager.People;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The output with a real Alertmanager. */
@EnabledIf(
        value = "dev.faultstream.testing.alertmanager.Alertmanager#isInstalled",
        disabledReason = "no prometheus-alertmanager on the PATH; Debian has it as a package, and .ci/run installs it")
class AlertmanagerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger RUN = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private static KafkaFixture kafka;

    @TempDir
    private Path folder;

    private final People people = new People();
    private final List<AutoCloseable> open = new ArrayList<>();
    private TopicNames topics = new TopicNames("");

    @SuppressWarnings("NullAway.Init")
    private Alertmanager alertmanager;

    @BeforeAll
    static void startKafka() {
        kafka = new KafkaFixture();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void start() throws Exception {
        topics = kafka.createTopics("am" + RUN.incrementAndGet() + "-");
        alertmanager = new Alertmanager(folder, people.url(), List.of("cluster"));
        startAlertmanager();
        output();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        alertmanager.close();
        people.close();
    }

    @Test
    void shouldFireGroupAndResolve() {
        // Given
        FailureSample one = FailureSample.of("f-one");
        FailureSample two = FailureSample.of("f-two");

        // When
        send(one, Transition.OPENED);
        send(two, Transition.OPENED);

        // Then
        await().atMost(PATIENCE).until(() -> told("firing").containsAll(List.of("f-one", "f-two")));
        assertThat(people.notifications())
                .anyMatch(notification -> notification.get("alerts").size() == 2);
        JsonNode alert = people.notifications().get(0).at("/alerts/0");
        assertThat(alert.at("/labels/alertname").asText()).isEqualTo("pod.image-not-found");
        assertThat(Instant.parse(alert.get("startsAt").asText())).isEqualTo(FailureSample.START);
        assertThat(alert.at("/annotations/remedy").asText()).contains("kubectl describe pod");
        send(one.resolved(), Transition.RESOLVED);
        await().atMost(PATIENCE).until(() -> told("resolved").contains("f-one"));
        assertThat(known()).containsExactly("f-two");
    }

    @Test
    void shouldFireAgainInAnAlertmanagerThatWasRestarted() throws Exception {
        // Given
        FailureSample symptom = FailureSample.of("f-two").rule("service.no-ready-endpoints");
        send(symptom.causedBy("f-one"), Transition.OPENED);
        send(FailureSample.of("f-one"), Transition.OPENED);
        await().atMost(PATIENCE).until(() -> told("firing").contains("f-one"));
        await().atMost(PATIENCE).until(() -> stateOf("f-two").equals("suppressed"));
        long notified = people.notifications().size();

        // When
        alertmanager.kill();
        startAlertmanager();

        // Then
        await().atMost(PATIENCE).until(() -> known().contains("f-one"));
        await().atMost(PATIENCE).until(() -> stateOf("f-two").equals("suppressed"));
        send(FailureSample.of("f-one").resolved(), Transition.RESOLVED);
        await().atMost(PATIENCE).until(() -> known().isEmpty());
        assertThat(told("firing")).containsOnly("f-one");
        assertThat(notified).isGreaterThan(0);
    }

    @Test
    void shouldStayKnownLongerThanAnAlertLives() {
        // Given
        send(FailureSample.of("f-one"), Transition.OPENED);
        await().atMost(PATIENCE).until(() -> known().contains("f-one"));
        Instant first = endOf("f-one");

        // Then it is sent again before it is over
        await().atMost(PATIENCE).until(() -> endOf("f-one").isAfter(first.plusSeconds(3)));
        assertThat(told("resolved")).isEmpty();
    }

    @Test
    void shouldBeSilenced() throws Exception {
        // Given
        alertmanager.silence("failure_id", "f-one", Clock.systemUTC().instant().plusSeconds(3600));

        // When
        send(FailureSample.of("f-one"), Transition.OPENED);
        send(FailureSample.of("f-two"), Transition.OPENED);

        // Then
        await().atMost(PATIENCE).until(() -> told("firing").contains("f-two"));
        await().atMost(PATIENCE).until(() -> stateOf("f-one").equals("suppressed"));
        assertThat(told("firing")).doesNotContain("f-one");
    }

    @Test
    void shouldHaveSymptomsInhibitedByTheirRoot() {
        // When a chain of three fails, and the symptoms are told first
        FailureSample root = FailureSample.of("f-root");
        FailureSample service = FailureSample.of("f-service").rule("service.no-ready-endpoints");
        FailureSample ingress = FailureSample.of("f-ingress").rule("ingress.backend-down");
        send(ingress.causedBy("f-service"), Transition.OPENED);
        send(service.causedBy("f-root"), Transition.OPENED);
        send(root, Transition.OPENED);

        // Then
        await().atMost(PATIENCE).until(() -> told("firing").contains("f-root"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(List.of(stateOf("f-ingress"), stateOf("f-service"), stateOf("f-root")))
                        .containsExactly("suppressed", "suppressed", "active"));
        assertThat(told("firing")).containsOnly("f-root");
        send(root.resolved(), Transition.RESOLVED);
        await().atMost(PATIENCE).until(() -> told("resolved").contains("f-root"));
        await().atMost(PATIENCE).until(() -> known().isEmpty());
        assertThat(told("firing")).containsOnly("f-root");
        send(ingress.message("It is alone"), Transition.CHANGED);
        await().atMost(PATIENCE).until(() -> told("firing").contains("f-ingress"));
    }

    @Test
    void shouldTellNobodyOfASymptomWhoseRootCauseChanges() {
        // Given
        FailureSample image = FailureSample.of("f-image");
        FailureSample service = FailureSample.of("f-service").rule("service.no-ready-endpoints");
        send(service.causedBy("f-image"), Transition.OPENED);
        send(image, Transition.OPENED);
        await().atMost(PATIENCE).until(() -> stateOf("f-service").equals("suppressed"));

        // When another root cause shows up, and what it explains is told first
        send(image.causedBy("f-rollout"), Transition.CHANGED);
        send(service.causedBy("f-rollout"), Transition.CHANGED);
        send(FailureSample.of("f-rollout").rule("deployment.rollout-stuck"), Transition.OPENED);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(List.of(stateOf("f-service"), stateOf("f-image"), stateOf("f-rollout")))
                        .containsExactly("suppressed", "suppressed", "active"));
        send(FailureSample.of("f-rollout").resolved(), Transition.RESOLVED);
        await().atMost(PATIENCE).until(() -> told("resolved").contains("f-rollout"));
        await().atMost(PATIENCE).until(() -> known().isEmpty());
        assertThat(told("firing")).containsOnly("f-image", "f-rollout");
        assertThat(people.told("firing"))
                .allMatch(alert -> "false".equals(alert.at("/labels/symptom").asText()));
    }

    @Test
    void shouldFireUnderTheNewSeverityOnly() {
        // Given
        FailureSample warning = FailureSample.of("f-one").startingAs(Severity.WARNING);
        send(warning, Transition.OPENED);
        await().atMost(PATIENCE).until(() -> known().contains("f-one"));

        // When
        send(warning.severity(Severity.CRITICAL), Transition.CHANGED);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts())
                .extracting(alert -> alert.at("/labels/severity").asText())
                .containsExactly("critical"));
    }

    @Test
    void shouldShipAConfigurationThatIsRight() throws Exception {
        assertThat(Alertmanager.checkShipped())
                .contains("SUCCESS", "1 inhibit rules")
                .endsWith("exit 0");
    }

    private void startAlertmanager() throws IOException {
        alertmanager.start();
        await().atMost(PATIENCE).until(alertmanager::isReady);
    }

    private void output() throws IOException {
        OutputSettings settings = new OutputSettings(
                "am",
                topics.failuresExplained(),
                topics.deadLetters(),
                topics.prefix() + "am",
                new OutputFilter(List.of(), List.of(), List.of(), Set.of(), false),
                EnumSet.allOf(Transition.class),
                Duration.ofMinutes(1),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(500), 1_000),
                Duration.ofHours(1),
                2,
                1_000,
                1_000,
                kafka.client());
        AlertmanagerSettings alerts = new AlertmanagerSettings(
                List.of(alertmanager.url()),
                Map.of(),
                null,
                Language.of(null, null),
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                64,
                settings.backoff());
        HttpPoster poster =
                new HttpPoster("am", new Credentials.None(), TlsFiles.NONE, Duration.ofSeconds(5), Clock.systemUTC());
        CauseReader causes = new CauseReader(topics.failuresExplained(), kafka.client());
        AlertmanagerDelivery delivery =
                new AlertmanagerDelivery(alerts, poster, causes, Clock.systemUTC(), new Random(1));
        DeadLetters deadLetters = new DeadLetters(kafka.client());
        AlertOutput output = new AlertOutput(
                settings, delivery, deadLetters, OutputObserver.none(), OutputTraces.off(), new Random(1));
        causes.onChange(() -> output.repeatNow(delivery.outdated()));
        open.addAll(List.of(output, causes, deadLetters));
        causes.start();
        output.start();
        await().atMost(PATIENCE).until(output::isReady);
    }

    private void send(FailureSample sample, Transition transition) {
        kafka.send(topics.failuresExplained(), sample.id(), sample.value(), sample.headers(transition), sample.at());
    }

    /** What people were told of with this status, by failure id. */
    private List<String> told(String status) {
        return people.told(status).stream()
                .map(alert -> alert.at("/labels/failure_id").asText())
                .distinct()
                .toList();
    }

    private List<String> known() {
        return alerts().stream()
                .map(alert -> alert.at("/labels/failure_id").asText())
                .toList();
    }

    private String stateOf(String id) {
        return find(id).map(alert -> alert.at("/status/state").asText())
                .findFirst()
                .orElse("");
    }

    private Instant endOf(String id) {
        return find(id).map(alert -> Instant.parse(alert.get("endsAt").asText()))
                .findFirst()
                .orElse(Instant.MIN);
    }

    private Stream<JsonNode> find(String id) {
        return alerts().stream()
                .filter(alert -> id.equals(alert.at("/labels/failure_id").asText()));
    }

    private List<JsonNode> alerts() {
        try {
            return alertmanager.alerts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
