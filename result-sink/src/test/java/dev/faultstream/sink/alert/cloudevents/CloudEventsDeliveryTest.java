package dev.faultstream.sink.alert.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.service.config.Secret;
import dev.faultstream.sink.alert.FailureSample;
import dev.faultstream.sink.alert.FakeReceiver;
import dev.faultstream.sink.alert.FakeReceiver.Request;
import dev.faultstream.sink.alert.Notice;
import dev.faultstream.sink.alert.http.Credentials;
import dev.faultstream.sink.alert.http.HttpPoster;
import dev.faultstream.sink.alert.http.TlsFiles;
import dev.faultstream.sink.join.Transition;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloudEventsDeliveryTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final FakeReceiver receiver = new FakeReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @EnumSource(CloudEventsSettings.Mode.class)
    void shouldSendAnEventThatTheSdkReads(CloudEventsSettings.Mode mode) throws Exception {
        // Given
        Notice notice = FailureSample.of("f-1").notice(Transition.OPENED);

        // When
        deliver(mode, null, notice);

        // Then
        Request request = receiver.taken().get(0);
        CloudEvent event = HttpMessageFactory.createReader(
                        request.headers(), request.body().getBytes(UTF_8))
                .toEvent();
        assertThat(event.getId()).isEqualTo("f-1.1.opened");
        assertThat(event.getType()).isEqualTo("dev.faultstream.failure.opened.v1");
        assertThat(event.getSource()).hasToString("/faultstream/clusters/shop-1");
        assertThat(event.getSubject()).isEqualTo("shop/Deployment/f-1-web");
        assertThat(event.getTime()).hasToString("2026-03-01T10:01Z");
        assertThat(event.getExtension("partitionkey")).isEqualTo("f-1");
        byte[] data = Optional.ofNullable(event.getData()).orElseThrow().toBytes();
        assertThat(FaultstreamSerdes.explainedFailure().deserializer().deserialize("t", data))
                .isEqualTo(notice.explained());
    }

    @Test
    void shouldNameTheTransitionInTheType() throws Exception {
        // When
        for (Transition transition : Transition.values()) {
            deliver(
                    CloudEventsSettings.Mode.BINARY,
                    null,
                    FailureSample.of("f-1").notice(transition));
        }

        // Then
        assertThat(receiver.taken(request -> String.valueOf(request.headers().get("ce-type"))))
                .containsExactly(
                        "dev.faultstream.failure.opened.v1",
                        "dev.faultstream.failure.changed.v1",
                        "dev.faultstream.failure.explained.v1",
                        "dev.faultstream.failure.resolved.v1");
    }

    @ParameterizedTest
    @EnumSource(CloudEventsSettings.Mode.class)
    void shouldSignAsStandardWebhooksHasIt(CloudEventsSettings.Mode mode) throws Exception {
        // When
        deliver(
                mode,
                new Secret(SECRET),
                FailureSample.of("f-1").message("网络 €").notice(Transition.OPENED));

        // Then
        Request request = receiver.taken().get(0);
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        assertThatCode(() -> new Webhook(SECRET).verify(request.body(), headers))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Webhook(SECRET).verify(request.body() + " ", headers))
                .hasMessageContaining("signature");
        assertThat(request.headers()).containsEntry("webhook-id", "f-1.2.opened");
    }

    @Test
    void shouldEncodeWhatCannotStandInAHeader() throws Exception {
        // Given
        Notice plain = FailureSample.of("f-1").notice(Transition.OPENED);
        Notice notice = new Notice(
                plain.transition(),
                false,
                plain.explained(),
                plain.worst(),
                plain.eventId(),
                "/faultstream/clusters/Köln \"1\"",
                "a b/100%/\r\nX-Evil: 1",
                plain.time(),
                null);

        // When
        deliver(CloudEventsSettings.Mode.BINARY, null, notice);

        // Then
        Map<String, String> headers = receiver.taken().get(0).headers();
        assertThat(headers).containsEntry("ce-subject", "a%20b/100%25/%0D%0AX-Evil:%201");
        assertThat(headers).containsEntry("ce-source", "/faultstream/clusters/K%25C3%25B6ln%2520%25221%2522");
        assertThat(headers).doesNotContainKey("X-Evil");
    }

    private void deliver(CloudEventsSettings.Mode mode, @Nullable Secret secret, Notice notice) throws Exception {
        HttpPoster poster =
                new HttpPoster("test", new Credentials.None(), TlsFiles.NONE, Duration.ofSeconds(5), Clock.systemUTC());
        try (CloudEventsDelivery delivery = new CloudEventsDelivery(
                new CloudEventsSettings(receiver.url("/hook"), mode, secret), poster, Clock.systemUTC())) {
            delivery.deliver(List.of(notice));
        }
    }
}
