package dev.faultstream.sink.alert.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.remedy.Template;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.sink.alert.DeliveryException;
import dev.faultstream.sink.alert.DeliveryException.Fault;
import dev.faultstream.sink.alert.FailureSample;
import dev.faultstream.sink.alert.FakeReceiver;
import dev.faultstream.sink.alert.FakeReceiver.Answer;
import dev.faultstream.sink.alert.Hold;
import dev.faultstream.sink.alert.http.Credentials;
import dev.faultstream.sink.alert.http.HttpPoster;
import dev.faultstream.sink.alert.http.TlsFiles;
import dev.faultstream.sink.alert.text.Language;
import dev.faultstream.sink.alert.text.LinkTemplate;
import dev.faultstream.sink.join.Transition;
import dev.faultstream.sink.work.Backoff;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertmanagerDeliveryTest {
    private static final Instant NOW = FailureSample.START.plusSeconds(3600);
    private static final FailureSample WEB = FailureSample.of("f-web");

    private final FakeReceiver receiver = new FakeReceiver();
    private final RootCauses causes = new RootCauses();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void shouldSendAnAlertWithAllThatIsKnown() throws Exception {
        // Given
        try (AlertmanagerDelivery delivery = delivery(null, receiver.url("/am/"))) {
            // When
            delivery.deliver(List.of(WEB.notice(Transition.OPENED)));
        }

        // Then
        assertThat(receiver.taken().get(0).path()).isEqualTo("/am/api/v2/alerts");
        JsonNode alert = alerts(0).get(0);
        Map<String, String> labels = Json.mapper().convertValue(alert.get("labels"), new TypeReference<>() {});
        assertThat(labels)
                .containsOnly(
                        Map.entry("alertname", "pod.image-not-found"),
                        Map.entry("cluster", "shop-1"),
                        Map.entry("namespace", "shop"),
                        Map.entry("kind", "Deployment"),
                        Map.entry("name", "f-web-web"),
                        Map.entry("severity", "critical"),
                        Map.entry("failure_id", "f-web"),
                        Map.entry("root_cause", "f-web"),
                        Map.entry("symptom", "false"),
                        Map.entry("team", "shop"));
        JsonNode annotations = alert.get("annotations");
        assertThat(annotations.get("summary").asText()).isEqualTo("Image registry.example/web:1 does not exist");
        assertThat(annotations.get("description").asText())
                .isEqualTo("Deployment shop/f-web-web in cluster shop-1: The image does not exist. Affected objects: 60"
                        + " (Pod shop/f-web-web-1, Pod shop/f-web-web-2, and 58 more).");
        assertThat(annotations.get("remedy").asText())
                .isEqualTo("1. Check the tag: `kubectl describe pod`\n2. Push it.");
        assertThat(annotations.get("explanation").asText()).startsWith("The image does not exist.\n1. Check");
        assertThat(annotations.get("link").asText()).isEqualTo("https://console.example/f-web?ns=shop");
        assertThat(alert.get("generatorURL").asText()).isEqualTo("https://console.example/f-web?ns=shop");
        assertThat(alert.get("startsAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(alert.get("endsAt").asText()).isEqualTo("2026-03-01T11:06:00Z");
    }

    @Test
    void shouldEndTheSameAlertWhenItIsResolved() throws Exception {
        // Given
        try (AlertmanagerDelivery delivery = delivery(null, receiver.url("/"))) {
            delivery.deliver(List.of(WEB.causedBy("f-root").notice(Transition.OPENED)));

            // When
            delivery.deliver(List.of(WEB.resolved().notice(Transition.RESOLVED)));
        }

        // Then
        assertThat(alerts(1)).hasSize(1);
        assertThat(alerts(1).get(0).get("labels")).isEqualTo(alerts(0).get(0).get("labels"));
        assertThat(alerts(1).get(0).get("endsAt").asText()).isEqualTo("2026-03-01T10:02:00Z");
    }

    @Test
    void shouldEndTheOldAlertWhenTheSeverityRises() throws Exception {
        // Given
        FailureSample warning = WEB.startingAs(Severity.WARNING);
        try (AlertmanagerDelivery delivery = delivery(null, receiver.url("/"))) {
            delivery.deliver(List.of(warning.notice(Transition.OPENED)));

            // When
            delivery.deliver(List.of(warning.severity(Severity.CRITICAL).notice(Transition.CHANGED)));
        }

        // Then
        JsonNode alerts = alerts(1);
        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(0).at("/labels/severity").asText()).isEqualTo("critical");
        assertThat(alerts.get(0).get("startsAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(alerts.get(1).at("/labels/severity").asText()).isEqualTo("warning");
        assertThat(alerts.get(1).get("endsAt").asText()).isEqualTo(NOW.toString());
    }

    @Test
    void shouldNameTheRootAtTheEndOfTheChain() throws Exception {
        // Given
        causes.open("f-service", List.of("f-deployment"));
        causes.open("f-deployment", List.of("f-image"));
        causes.open("f-image", List.of());
        try (AlertmanagerDelivery delivery = delivery(null, receiver.url("/"))) {
            // When
            delivery.deliver(List.of(WEB.causedBy("f-service").notice(Transition.OPENED)));

            // Then
            assertThat(alerts(0).get(0).at("/labels/root_cause").asText()).isEqualTo("f-image");
            assertThat(alerts(0).get(0).at("/labels/symptom").asText()).isEqualTo("true");
            assertThat(alerts(0).get(0).get("endsAt").asText()).isEqualTo("2026-03-01T11:05:00Z");
            assertThat(delivery.outdated()).isEmpty();
            causes.open("f-deployment", List.of());
            assertThat(delivery.outdated()).containsExactly("f-web");
        }
    }

    @Test
    void shouldEndASymptomWithItsRoot() throws Exception {
        // Given
        causes.open("f-image", List.of());
        FailureSample symptom = WEB.causedBy("f-image");
        try (AlertmanagerDelivery delivery = delivery(null, receiver.url("/"))) {
            delivery.deliver(List.of(symptom.notice(Transition.OPENED)));

            // When
            causes.over("f-image");
            assertThat(delivery.outdated()).containsExactly("f-web");
            delivery.deliver(List.of(symptom.notice(Transition.CHANGED)));

            // Then
            assertThat(alerts(1).get(0).get("labels"))
                    .isEqualTo(alerts(0).get(0).get("labels"));
            assertThat(alerts(1).get(0).get("endsAt").asText()).isEqualTo(NOW.toString());
            assertThat(delivery.outdated()).isEmpty();
        }
    }

    @Test
    void shouldSendASymptomUnderItsNewRootOnceThatIsThere() throws Exception {
        // Given
        causes.open("f-image", List.of());
        FailureSample image = FailureSample.of("f-image");
        FailureSample rollout = FailureSample.of("f-rollout");
        FailureSample symptom = WEB.causedBy("f-image");
        try (AlertmanagerDelivery delivery = delivery(null, receiver.url("/"))) {
            assertThat(tell(delivery, image)).isEqualTo(Hold.NONE);
            nanos.addAndGet(AlertOrder.SETTLE.toNanos());
            assertThat(tell(delivery, symptom)).isEqualTo(Hold.NONE);

            // When
            causes.open("f-rollout", List.of());
            causes.open("f-image", List.of("f-rollout"));
            assertThat(delivery.outdated()).containsExactly("f-web");

            // Then each waits for another one
            assertThat(tell(delivery, image.causedBy("f-rollout")).isOver()).isFalse();
            assertThat(tell(delivery, symptom).isOver()).isFalse();
            assertThat(tell(delivery, rollout)).isEqualTo(Hold.NONE);
            nanos.addAndGet(AlertOrder.SETTLE.toNanos());
            assertThat(tell(delivery, image.causedBy("f-rollout")).isOver()).isFalse();
            assertThat(tell(delivery, symptom)).isEqualTo(Hold.NONE);
            nanos.addAndGet(AlertOrder.SETTLE.toNanos());
            assertThat(tell(delivery, image.causedBy("f-rollout"))).isEqualTo(Hold.NONE);
            assertThat(delivery.outdated()).isEmpty();
        }
        assertThat(alerts(3)).hasSize(2);
        assertThat(alerts(3).get(0).at("/labels/root_cause").asText()).isEqualTo("f-image");
        assertThat(alerts(3).get(0).get("endsAt").asText()).isEqualTo(NOW.toString());
        assertThat(alerts(3).get(1).at("/labels/root_cause").asText()).isEqualTo("f-rollout");
    }

    @Test
    void shouldSendWhatWasAllowedWhenCausesChangeMeanwhile() throws Exception {
        // Given
        causes.open("f-image", List.of());
        FailureSample symptom = WEB.causedBy("f-image");
        try (AlertmanagerDelivery delivery = delivery(null, receiver.url("/"))) {
            tell(delivery, FailureSample.of("f-image"));
            nanos.addAndGet(AlertOrder.SETTLE.toNanos());
            delivery.hold("f-web", true, List.of("f-image"));

            // When
            causes.open("f-image", List.of("f-rollout"));
            delivery.deliver(List.of(symptom.notice(Transition.OPENED)));

            // Then
            assertThat(alerts(1).get(0).at("/labels/root_cause").asText()).isEqualTo("f-image");
            assertThat(delivery.isOutdated("f-web")).isTrue();
        }
    }

    @Test
    void shouldEndWhatMayHaveArrivedUnderOtherLabels() throws Exception {
        // Given
        FailureSample warning = WEB.startingAs(Severity.WARNING);
        try (AlertmanagerDelivery delivery = delivery(null, receiver.url("/"))) {
            receiver.fail(Answer.reset(), 1);
            assertThatThrownBy(() -> delivery.deliver(List.of(warning.notice(Transition.OPENED))))
                    .isInstanceOf(DeliveryException.class);

            // When
            delivery.deliver(List.of(warning.severity(Severity.CRITICAL).notice(Transition.OPENED)));
        }

        // Then
        assertThat(alerts(0)).hasSize(2);
        assertThat(alerts(0).get(1).at("/labels/severity").asText()).isEqualTo("warning");
        assertThat(alerts(0).get(1).get("endsAt").asText()).isEqualTo(NOW.toString());
    }

    @Test
    void shouldTellAllAlertmanagersAndNeedOne() throws Exception {
        // Given
        try (FakeReceiver other = new FakeReceiver();
                AlertmanagerDelivery delivery = delivery(null, receiver.url("/"), other.url("/"))) {
            delivery.deliver(List.of(WEB.notice(Transition.OPENED)));
            assertThat(other.taken()).hasSize(1);

            // When
            receiver.fail(Answer.status(503), 100);
            delivery.deliver(List.of(WEB.message("two").notice(Transition.CHANGED)));
            delivery.deliver(List.of(WEB.message("three").notice(Transition.CHANGED)));

            // Then it is left alone for a while
            assertThat(other.taken()).hasSize(3);
            assertThat(receiver.all()).hasSize(2);
            other.fail(Answer.retryAfter(429, "7"), 1);
            DeliveryException error = catchThrowableOfType(
                    DeliveryException.class, () -> delivery.deliver(List.of(WEB.notice(Transition.CHANGED))));
            assertThat(error.fault()).isEqualTo(Fault.UNAVAILABLE);
        }
    }

    @Test
    void shouldKeepHiddenCharactersOutOfLabels() throws Exception {
        // Given
        FailureSample odd = WEB.namespace("shop\u202E\n").rule("pod\u0000.x");
        try (AlertmanagerDelivery delivery = delivery("zh", receiver.url("/"))) {
            // When
            delivery.deliver(List.of(odd.notice(Transition.OPENED)));
        }

        // Then
        assertThat(alerts(0).get(0).at("/labels/namespace").asText()).isEqualTo("shop");
        assertThat(alerts(0).get(0).at("/labels/alertname").asText()).isEqualTo("pod.x");
        assertThat(alerts(0).get(0).at("/annotations/description").asText()).startsWith("集群 shop-1 中的 Deployment");
    }

    @Test
    void shouldHaveNoNamespaceWhereThereIsNone() throws Exception {
        // Given
        try (AlertmanagerDelivery delivery = delivery(null, receiver.url("/"))) {
            // When
            delivery.deliver(List.of(WEB.namespace(null).notice(Transition.OPENED)));
        }

        // Then
        assertThat(alerts(0).get(0).get("labels").has("namespace")).isFalse();
    }

    /** As an output does it: asks, and delivers when it may. */
    private static Hold tell(AlertmanagerDelivery delivery, FailureSample sample) throws Exception {
        Hold hold = delivery.hold(sample.id(), sample.open(), sample.causedBy());
        if (hold.isOver()) {
            delivery.deliver(List.of(sample.notice(Transition.CHANGED)));
        }
        return hold;
    }

    private AlertmanagerDelivery delivery(@Nullable String language, URI... urls) throws IOException {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        AlertmanagerSettings settings = new AlertmanagerSettings(
                List.of(urls),
                Map.of("team", "shop"),
                new LinkTemplate(new Template("https://console.example/{id}?ns={namespace}")),
                Language.of(language, null),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                64,
                Backoff.standard());
        HttpPoster poster = new HttpPoster("test", new Credentials.None(), TlsFiles.NONE, Duration.ofSeconds(5), clock);
        return new AlertmanagerDelivery(settings, poster, causes, patience -> true, clock, nanos::get, new Random(1));
    }

    private JsonNode alerts(int request) throws IOException {
        List<String> bodies = new ArrayList<>(receiver.taken(FakeReceiver.Request::body));
        return Json.mapper().readTree(bodies.get(request));
    }
}
