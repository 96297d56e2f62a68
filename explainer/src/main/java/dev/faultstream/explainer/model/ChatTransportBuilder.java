package dev.faultstream.explainer.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Clock;
import java.time.Duration;

/** Gives langchain4j our transport in place of the one it finds on the class path. */
final class ChatTransportBuilder implements HttpClientBuilder {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final Clock clock;
    private Duration connectTimeout = LONGEST_CONNECT;
    private Duration readTimeout = Duration.ofMinutes(1);

    ChatTransportBuilder(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Duration connectTimeout() {
        return connectTimeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
        return this;
    }

    @Override
    public Duration readTimeout() {
        return readTimeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        readTimeout = timeout;
        return this;
    }

    @Override
    public HttpClient build() {
        return new ChatTransport(connectTimeout, readTimeout, clock);
    }
}
