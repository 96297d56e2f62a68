package dev.faultstream.sink.alert.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultstream.service.config.Secret;
import java.util.Base64;
import java.util.Optional;

/** How a receiver knows us. */
public sealed interface Credentials {
    /** The value of the header {@code Authorization}; empty for none. */
    Optional<String> header();

    /** Nobody. */
    record None() implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }
    }

    /** User name and password. */
    record Basic(String username, Secret password) implements Credentials {
        @Override
        public Optional<String> header() {
            byte[] pair = (username + ':' + password.value()).getBytes(UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
    }

    /** A bearer token. */
    record Bearer(Secret token) implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.of("Bearer " + token.value());
        }
    }
}
