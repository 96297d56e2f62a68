package dev.faultstream.sink.alert.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.sink.alert.Delivery;
import dev.faultstream.sink.alert.DeliveryException;
import dev.faultstream.sink.alert.Habits;
import dev.faultstream.sink.alert.Notice;
import dev.faultstream.sink.alert.http.HttpPoster;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Posts one message for each notice to an incoming webhook. */
public final class ChatDelivery implements Delivery {
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json; charset=utf-8");

    private final ChatSettings settings;
    private final HttpPoster poster;
    private final ChatMessages messages;

    /**
     * A delivery that connects to nothing before it delivers.
     *
     * @param poster closed with it
     */
    public ChatDelivery(ChatSettings settings, HttpPoster poster) {
        this.settings = settings;
        this.poster = poster;
        this.messages = new ChatMessages(settings);
    }

    @Override
    public Habits habits() {
        return new Habits(false, settings.repeat(), false, Duration.ZERO, 1);
    }

    @Override
    public void deliver(List<Notice> notices) throws DeliveryException, InterruptedException {
        for (Notice notice : notices) {
            poster.post(settings.url(), HEADERS, json(messages.message(notice)));
        }
    }

    private static byte[] json(ChatMessage message) {
        try {
            return Json.mapper().writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written as JSON", e);
        }
    }

    @Override
    public void close() {
        poster.close();
    }
}
