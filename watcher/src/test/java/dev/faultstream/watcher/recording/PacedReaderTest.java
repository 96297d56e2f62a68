package dev.faultstream.watcher.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.ClusterChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PacedReaderTest {
    private static final Instant RECORDED = Instant.parse("2026-03-01T10:00:00Z");

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void shouldPlayAtAMultipleOfTheSpeedAtWhichItHappened() throws Exception {
        List<Instant> times = new ArrayList<>();

        try (ChangeReader paced = new PacedReader(reader(0, 10, 10, 30), 10, clock(), this::pause, change -> false)) {
            paced.drainTo(change -> times.add(change.at()));
        }

        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(times).endsWith(RECORDED.plusSeconds(30));
    }

    @Test
    void shouldCatchUpWhenWhoeverTakesTheChangesIsSlow() throws Exception {
        try (ChangeReader paced = new PacedReader(reader(0, 10, 30), 10, clock(), this::pause, change -> false)) {
            paced.drainTo(change -> now = now.plusMillis(1800));
        }

        assertThat(pauses).isEmpty();
    }

    @Test
    void shouldNotWaitForWhatWasPlayedBefore() throws Exception {
        // Given
        Instant interrupted = RECORDED.plusSeconds(20);

        // When
        try (ChangeReader paced = new PacedReader(reader(0, 10, 20, 30), 10, clock(), this::pause, change -> change.at()
                .isBefore(interrupted))) {
            paced.drainTo(change -> {});
        }

        // Then
        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    private void pause(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
    }

    private static ChangeReader reader(long... seconds) {
        Queue<ClusterChange> changes = new ArrayDeque<>();
        for (long second : seconds) {
            changes.add(new ClusterChange.Heartbeat("c", RECORDED.plusSeconds(second), null));
        }
        return new ChangeReader() {
            @Override
            public Optional<ClusterChange> next() {
                return Optional.ofNullable(changes.poll());
            }

            @Override
            public void close() {}
        };
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
