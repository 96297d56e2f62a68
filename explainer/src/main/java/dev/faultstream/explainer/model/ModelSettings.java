package dev.faultstream.explainer.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the model is and how it is asked.
 *
 * @param baseUrl the server's base address, for example {@code http://localai:8080/v1}
 * @param name the model's name there
 * @param provider what serves it, for records and metrics
 * @param apiKey sent as a bearer token; null when the server wants none
 * @param temperature how freely it words; low is steady
 * @param maxTokens how long an answer may be
 * @param timeout how long the whole reply may take
 * @param reasoningEffort sent as it is; null to leave it to the server
 */
public record ModelSettings(
        URI baseUrl,
        String name,
        String provider,
        @Nullable String apiKey,
        double temperature,
        int maxTokens,
        Duration timeout,
        @Nullable String reasoningEffort) {
    public ModelSettings {
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(name, "name");
        requireNonNull(provider, "provider");
        requireNonNull(timeout, "timeout");
        if (baseUrl.getScheme() == null || !baseUrl.getScheme().startsWith("http") || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("baseUrl must be an http or https address");
        }
        if (temperature < 0 || temperature > 2) {
            throw new IllegalArgumentException("temperature must be between 0 and 2: " + temperature);
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1: " + maxTokens);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive: " + timeout);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ModelSettings[" + name + " at " + baseUrl.getHost() + "]";
    }
}
