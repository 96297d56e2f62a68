package dev.faultstream.watcher.recording;

import static java.util.Objects.requireNonNull;

import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.ClusterChange;
import dev.faultstream.watcher.change.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Plays a history at a multiple of the speed at which it happened; the times of its changes stay as they are. What was
 * played before goes by at once.
 */
public final class PacedReader implements ChangeReader {
    private final ChangeReader reader;
    private final double speed;
    private final Clock clock;
    private final Pause pause;
    private final Predicate<ClusterChange> playedBefore;
    private @Nullable Instant firstAt;
    private @Nullable Instant startedAt;

    /**
     * A paced reader.
     *
     * @param reader the history; closed with this reader
     * @param speed how many times faster than it happened, above 0
     * @param playedBefore which changes are not waited for
     */
    public PacedReader(
            ChangeReader reader, double speed, Clock clock, Pause pause, Predicate<ClusterChange> playedBefore) {
        this.reader = requireNonNull(reader, "reader");
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
        this.playedBefore = requireNonNull(playedBefore, "playedBefore");
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed must be above 0: " + speed);
        }
        this.speed = speed;
    }

    @Override
    public Optional<ClusterChange> next() throws InterruptedException {
        Optional<ClusterChange> change = reader.next();
        if (change.isPresent() && !playedBefore.test(change.get())) {
            awaitTurn(change.get().at());
        }
        return change;
    }

    private void awaitTurn(Instant at) throws InterruptedException {
        if (firstAt == null || startedAt == null) {
            firstAt = at;
            startedAt = clock.instant();
        }
        long nanos = (long) (Duration.between(firstAt, at).toNanos() / speed);
        Duration left = Duration.between(clock.instant(), startedAt.plusNanos(nanos));
        if (!left.isNegative() && !left.isZero()) {
            pause.of(left);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
