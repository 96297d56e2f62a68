package dev.faultstream.sink.alert.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.sink.alert.Delivery;
import dev.faultstream.sink.alert.DeliveryException;
import dev.faultstream.sink.alert.Habits;
import dev.faultstream.sink.alert.Notice;
import dev.faultstream.sink.alert.http.HttpPoster;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Posts one CloudEvent for each notice. Any 2xx is success. */
public final class CloudEventsDelivery implements Delivery {
    private static final Habits HABITS = new Habits(true, Duration.ZERO, false, Duration.ZERO, 1);
    private static final String JSON = "application/json";

    private final CloudEventsSettings settings;
    private final HttpPoster poster;
    private final Clock clock;
    private final @Nullable Webhook signer;

    /**
     * A delivery that connects to nothing before it delivers.
     *
     * @param poster closed with it
     * @throws IllegalArgumentException if the secret is not Base64
     */
    public CloudEventsDelivery(CloudEventsSettings settings, HttpPoster poster, Clock clock) {
        this.settings = settings;
        this.poster = poster;
        this.clock = clock;
        this.signer = signer(settings);
    }

    @Override
    public Habits habits() {
        return HABITS;
    }

    @Override
    public void deliver(List<Notice> notices) throws DeliveryException, InterruptedException {
        for (Notice notice : notices) {
            deliver(notice);
        }
    }

    private void deliver(Notice notice) throws DeliveryException, InterruptedException {
        Map<String, String> headers = new TreeMap<>();
        byte[][] body = {new byte[0]};
        MessageWriter<?, ?> writer = HttpMessageFactory.createWriter(
                (name, value) -> headers.put(name, headerValue(name, value)), bytes -> body[0] = bytes);
        CloudEvent event = event(notice);
        if (settings.mode() == CloudEventsSettings.Mode.STRUCTURED) {
            writer.writeStructured(event, JsonFormat.CONTENT_TYPE);
        } else {
            writer.writeBinary(event);
        }
        if (signer != null) {
            sign(signer, notice.eventId(), body[0], headers);
        }
        if (notice.trace() != null) {
            headers.putAll(notice.trace().headers());
        }
        poster.post(settings.url(), headers, body[0]);
    }

    private static CloudEvent event(Notice notice) {
        try {
            CloudEventBuilder builder = CloudEventBuilder.v1()
                    .withId(notice.eventId())
                    .withSource(URI.create(PercentEncoding.path(notice.source())))
                    .withType("dev.faultstream.failure." + notice.transition().word() + ".v1")
                    .withTime(notice.time().atOffset(ZoneOffset.UTC))
                    .withSubject(notice.subject())
                    .withExtension("partitionkey", notice.failure().id())
                    .withData(JSON, Json.mapper().writeValueAsBytes(notice.explained()));
            if (notice.trace() != null) {
                // The extension for distributed tracing has the names and the values of the headers.
                notice.trace().headers().forEach(builder::withExtension);
            }
            return builder.build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a failure cannot be written as JSON", e);
        }
    }

    private static String headerValue(String name, String value) {
        return name.startsWith("ce-") ? PercentEncoding.headerValue(value) : value;
    }

    private void sign(Webhook webhook, String id, byte[] body, Map<String, String> headers) {
        long seconds = clock.instant().getEpochSecond();
        try {
            headers.put(Webhook.UNBRANDED_MSG_ID_KEY, id);
            headers.put(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, Long.toString(seconds));
            headers.put(Webhook.UNBRANDED_MSG_SIGNATURE_KEY, webhook.sign(id, seconds, new String(body, UTF_8)));
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("an event cannot be signed", e);
        }
    }

    private static @Nullable Webhook signer(CloudEventsSettings settings) {
        try {
            return settings.secret() == null
                    ? null
                    : new Webhook(settings.secret().value());
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("must not be empty", e);
        }
    }

    @Override
    public void close() {
        poster.close();
    }
}
