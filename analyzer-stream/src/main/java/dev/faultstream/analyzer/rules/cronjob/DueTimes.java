package dev.faultstream.analyzer.rules.cronjob;

import dev.faultstream.analyzer.api.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds which times of a schedule have passed, with few questions about the time that is passing. */
final class DueTimes {
    /** Steps for coming near the present quickly when the last run is long ago. */
    private static final List<Duration> STRIDES = List.of(
            Duration.ofDays(365), Duration.ofDays(30), Duration.ofDays(3), Duration.ofHours(8), Duration.ofMinutes(50));

    private final Schedule schedule;
    private final Duration delay;
    private final ClusterView view;

    /**
     * @param schedule the schedule
     * @param delay how long ago a time must be to count as passed
     * @param view tells how much time has passed
     */
    DueTimes(Schedule schedule, Duration delay, ClusterView view) {
        this.schedule = schedule;
        this.delay = delay.plus(schedule.uncertainty());
        this.view = view;
    }

    /** The time with this number (from 1) after the start if it has passed; null else. */
    @Nullable
    Instant passed(Instant start, int number) {
        Instant time = start;
        for (int i = 0; i < number; i++) {
            time = schedule.next(time);
            if (time == null) {
                return null;
            }
        }
        return view.elapsed(time, delay) ? time : null;
    }

    /** How many times after the start have passed, counted up to a limit. */
    int count(Instant start, int limit) {
        Instant time = start;
        for (int i = 0; i < limit; i++) {
            time = schedule.next(time);
            if (time == null || view.within(time, delay)) {
                return i;
            }
        }
        return limit;
    }

    /** The last time after the start that has passed; null when none has. */
    @Nullable
    Instant latest(Instant start) {
        Instant last = passed(start, 1);
        if (last == null) {
            return null;
        }
        for (Duration stride : STRIDES) {
            last = advance(last, stride);
        }
        return advance(last, Duration.ofSeconds(1));
    }

    /** Goes on while there is a time at least a stride later that has passed, too. */
    private Instant advance(Instant from, Duration stride) {
        Instant last = from;
        Instant next = schedule.next(last.plus(stride).minusSeconds(1));
        while (next != null && view.elapsed(next, delay)) {
            last = next;
            next = schedule.next(last.plus(stride).minusSeconds(1));
        }
        return last;
    }
}
