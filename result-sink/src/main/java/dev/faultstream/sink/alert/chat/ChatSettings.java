package dev.faultstream.sink.alert.chat;

import static java.util.Objects.requireNonNull;

import dev.faultstream.sink.alert.text.Language;
import dev.faultstream.sink.alert.text.LinkTemplate;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How messages are posted.
 *
 * @param url the incoming webhook, which is a secret
 * @param repeat how often a message is posted again while its failure is open; zero for never
 * @param link the page of a failure; null for none
 */
public record ChatSettings(
        URI url, Duration repeat, @Nullable LinkTemplate link, Language language) {
    public ChatSettings {
        requireNonNull(url, "url");
        requireNonNull(language, "language");
    }

    /** Without the URL. */
    @Override
    public String toString() {
        return "ChatSettings[repeat=" + repeat + "]";
    }
}
