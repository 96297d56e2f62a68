package dev.faultstream.watcher.informer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTimeTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.500Z");

    @Test
    void shouldBeThatOfTheLastManager() throws IOException {
        assertThat(of("2026-03-02T08:59:58Z", "2026-03-02T08:59:59Z", "2026-03-01T00:00:00Z"))
                .contains(Instant.parse("2026-03-02T08:59:59Z"));
    }

    @Test
    void shouldNotBeAheadOfOurClock() throws IOException {
        assertThat(of("2026-03-02T09:00:03Z")).contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-03-02T08:40:00Z", "2027-01-01T00:00:00Z"})
    void shouldBeUnknownWhenNoManagerWroteJustNow(String time) throws IOException {
        assertThat(of(time)).isEmpty();
    }

    private static Optional<Instant> of(String... times) throws IOException {
        String managers = String.join("\"},{\"time\":\"", times);
        return ChangeTime.of(
                new ObjectMapper().readTree("{\"metadata\":{\"managedFields\":[{\"time\":\"" + managers + "\"}]}}"),
                NOW);
    }
}
