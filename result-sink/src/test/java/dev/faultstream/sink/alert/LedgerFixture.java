package dev.faultstream.sink.alert;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.sink.join.Transition;
import dev.faultstream.sink.work.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/** A ledger of one partition, with a clock that is moved by hand. */
final class LedgerFixture {
    static final Habits EVERY = new Habits(true, Duration.ZERO, false, Duration.ZERO, 1);
    static final Habits STATE = new Habits(false, Duration.ZERO, false, Duration.ZERO, 1);
    static final Habits REPEATING = new Habits(false, Duration.ofMinutes(1), true, Duration.ofMinutes(3), 64);
    static final FailureSample WEB = FailureSample.of("f-web");

    final OutputLedger ledger;
    private final OutputSettings settings;
    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);

    private LedgerFixture(Habits habits, Set<Transition> transitions, @Nullable OffsetAndMetadata committed, long end) {
        settings = settings(
                new OutputFilter(List.of(), List.of(), List.of(), Set.of(Severity.CRITICAL, Severity.WARNING), true),
                transitions);
        ledger = new OutputLedger(settings, habits, nanos::get);
        ledger.assign(0, committed, end);
    }

    /** One that has nothing to catch up with. */
    static LedgerFixture live(Habits habits) {
        return live(habits, EnumSet.allOf(Transition.class));
    }

    static LedgerFixture live(Habits habits, Set<Transition> transitions) {
        LedgerFixture fixture = new LedgerFixture(habits, transitions, null, 0);
        fixture.ledger.caughtUp(0);
        return fixture;
    }

    /** One that has to read up to an end first. */
    static LedgerFixture starting(Habits habits, @Nullable OffsetAndMetadata committed, long end) {
        return new LedgerFixture(habits, EnumSet.allOf(Transition.class), committed, end);
    }

    void accept(long offset, FailureSample sample, Transition transition) {
        ledger.accept(FailureEvent.read(sample.record(0, offset, transition), settings.filter()));
    }

    Next.Attempt attempt(FailureSample sample) {
        return (Next.Attempt) ledger.next(sample.id());
    }

    List<Transition> tellAll(FailureSample sample) {
        List<Transition> told = new ArrayList<>();
        while (ledger.next(sample.id()) instanceof Next.Attempt attempt) {
            told.add(attempt.transition());
            ledger.delivered(attempt);
        }
        return told;
    }

    long committed() {
        return commit().offset();
    }

    OffsetAndMetadata commit() {
        return Optional.ofNullable(ledger.toCommit().get(0)).orElseThrow();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Settings of an output that is patient. */
    static OutputSettings settings(OutputFilter filter, Set<Transition> transitions) {
        return new OutputSettings(
                "test",
                "explained",
                "dead",
                "group",
                filter,
                transitions,
                Duration.ofMinutes(1),
                Backoff.standard(),
                Duration.ofHours(1),
                1,
                100,
                100,
                Map.of());
    }
}
