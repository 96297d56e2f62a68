package dev.faultstream.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final SettableClock clock = new SettableClock();
    private final Patience patience = new Patience(Duration.ofSeconds(60), clock);

    @Test
    void shouldLastAsLongAsSomethingMoves() {
        // When
        for (int i = 0; i < 10; i++) {
            clock.now = clock.now.plusSeconds(50);

            // Then
            assertThat(patience.isOver("state " + i)).isFalse();
        }
    }

    @Test
    void shouldEndWhenNothingHasMovedForTooLong() {
        // Given
        assertThat(patience.isOver("stuck")).isFalse();

        // When
        clock.now = clock.now.plusSeconds(61);

        // Then
        assertThat(patience.isOver("stuck")).isTrue();
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-03-02T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
