package dev.faultstream.sink.alert.cloudevents;

import dev.faultstream.service.config.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How events are sent.
 *
 * @param url where to
 * @param mode in which form
 * @param secret what they are signed with, as Standard Webhooks has it; null for no signature
 */
public record CloudEventsSettings(
        URI url, Mode mode, @Nullable Secret secret) {
    /** The content modes of CloudEvents over HTTP. */
    public enum Mode {
        /** Attributes as headers, the failure as body. */
        BINARY,
        /** All of it as JSON in the body. */
        STRUCTURED
    }

    /** Without the URL, which may hold a secret. */
    @Override
    public String toString() {
        return "CloudEventsSettings[" + mode + "]";
    }
}
