package dev.faultstream.sink.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.sink.join.Transition;
import dev.faultstream.sink.work.Backoff;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputLedgerTest {
    private static final Habits EVERY = new Habits(true, Duration.ZERO, false, Duration.ZERO, 1);
    private static final Habits STATE = new Habits(false, Duration.ZERO, false, Duration.ZERO, 1);
    private static final Habits REPEATING =
            new Habits(false, Duration.ofMinutes(1), true, Duration.ofMinutes(3), 64);
    private static final FailureSample WEB = FailureSample.of("f-web");

    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);

    @Test
    void shouldTellEachTransitionInOrder() {
        // Given
        OutputLedger ledger = live(EVERY);

        // When
        accept(ledger, 0, WEB, Transition.OPENED);
        accept(ledger, 1, WEB.message("other"), Transition.CHANGED);
        accept(ledger, 2, WEB.message("other"), Transition.EXPLAINED);
        accept(ledger, 3, WEB.message("other").resolved(), Transition.RESOLVED);

        // Then
        assertThat(tellAll(ledger, WEB))
                .containsExactly(Transition.OPENED, Transition.CHANGED, Transition.EXPLAINED, Transition.RESOLVED);
        assertThat(committed(ledger)).isEqualTo(4);
        assertThat(ledger.told()).isZero();
    }

    @Test
    void shouldCommitNothingBeforeItWasTold() {
        // Given
        OutputLedger ledger = live(EVERY);
        accept(ledger, 0, WEB, Transition.OPENED);
        FailureSample other = FailureSample.of("f-other");
        accept(ledger, 1, other, Transition.OPENED);

        // When
        tellAll(ledger, other);

        // Then
        assertThat(committed(ledger)).isZero();
        tellAll(ledger, WEB);
        assertThat(committed(ledger)).isEqualTo(2);
    }

    @Test
    void shouldTellOfTheResolutionWhenTheOpeningWasToldByAnEarlierRun() {
        // Given
        OutputLedger ledger = ledger(EVERY, new OffsetAndMetadata(1, ""), 2);
        accept(ledger, 0, WEB, Transition.OPENED);

        // When
        accept(ledger, 1, WEB.resolved(), Transition.RESOLVED);

        // Then
        assertThat(ledger.caughtUp(0)).containsExactly("f-web");
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.RESOLVED);
    }

    @Test
    void shouldTellNothingOfWhatOpenedAndResolvedMeanwhile() {
        // Given
        OutputLedger ledger = ledger(EVERY, new OffsetAndMetadata(0, ""), 2);

        // When
        accept(ledger, 0, WEB, Transition.OPENED);
        accept(ledger, 1, WEB.resolved(), Transition.RESOLVED);

        // Then
        assertThat(ledger.caughtUp(0)).isEmpty();
        assertThat(tellAll(ledger, WEB)).isEmpty();
        assertThat(committed(ledger)).isEqualTo(2);
    }

    @Test
    void shouldTellThePresentStateOfWhatHappenedMeanwhile() {
        // Given
        OutputLedger ledger = ledger(EVERY, null, 3);

        // When
        accept(ledger, 0, WEB, Transition.OPENED);
        accept(ledger, 1, WEB.message("second"), Transition.CHANGED);
        accept(ledger, 2, WEB.message("third"), Transition.CHANGED);
        ledger.caughtUp(0);

        // Then
        Next.Attempt attempt = attempt(ledger, WEB);
        assertThat(attempt.transition()).isEqualTo(Transition.OPENED);
        assertThat(attempt.notice().failure().message()).isEqualTo("third");
        assertThat(attempt.notice().eventId()).endsWith(".changed.opened");
        assertThat(committed(ledger)).isZero();
        ledger.delivered(attempt);
        assertThat(committed(ledger)).isEqualTo(3);
        assertThat(ledger.next("f-web")).isInstanceOf(Next.Nothing.class);
    }

    @Test
    void shouldTellOfTheResolutionWhenTheOpeningMayHaveBeenToldBeforeACrash() {
        // Given an attempt that was announced and never confirmed
        OutputLedger before = live(EVERY);
        accept(before, 0, WEB, Transition.OPENED);
        before.announce(List.of("f-web"));
        OffsetAndMetadata commit = commit(before);
        assertThat(commit.offset()).isZero();

        // When
        OutputLedger ledger = ledger(EVERY, commit, 2);
        accept(ledger, 0, WEB, Transition.OPENED);
        accept(ledger, 1, WEB.resolved(), Transition.RESOLVED);
        ledger.caughtUp(0);

        // Then
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.RESOLVED);
    }

    @Test
    void shouldTellOfTheResolutionWhenAnAnswerWasLost() {
        // Given
        OutputLedger ledger = live(STATE);
        accept(ledger, 0, WEB, Transition.OPENED);
        ledger.failed(attempt(ledger, WEB), true);

        // When
        accept(ledger, 1, WEB.resolved(), Transition.RESOLVED);

        // Then
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.RESOLVED);
    }

    @Test
    void shouldTellNothingOfWhatResolvedBeforeTheReceiverTookIt() {
        // Given
        OutputLedger ledger = live(STATE);
        accept(ledger, 0, WEB, Transition.OPENED);
        ledger.failed(attempt(ledger, WEB), false);

        // When
        accept(ledger, 1, WEB.resolved(), Transition.RESOLVED);

        // Then
        assertThat(tellAll(ledger, WEB)).isEmpty();
        assertThat(committed(ledger)).isEqualTo(2);
    }

    @Test
    void shouldTellThePresentStateOnceAReceiverWasDownForLong() {
        // Given
        OutputLedger ledger = live(EVERY);
        accept(ledger, 0, WEB, Transition.OPENED);
        ledger.failed(attempt(ledger, WEB), false);

        // When
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        accept(ledger, 1, WEB.message("a"), Transition.CHANGED);
        accept(ledger, 2, WEB.message("b"), Transition.CHANGED);

        // Then
        assertThat(committed(ledger)).isZero();
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.OPENED);
        assertThat(committed(ledger)).isEqualTo(3);
    }

    @Test
    void shouldHoldTheCommitBackWhenWhatIsUnderWayIsOvertaken() {
        // Given
        OutputLedger ledger = live(STATE);
        accept(ledger, 0, WEB, Transition.OPENED);
        Next.Attempt underWay = attempt(ledger, WEB);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        accept(ledger, 1, WEB.message("a"), Transition.CHANGED);
        accept(ledger, 2, WEB.message("a").resolved(), Transition.RESOLVED);

        // When
        ledger.delivered(underWay);

        // Then
        assertThat(committed(ledger)).isZero();
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.RESOLVED);
        assertThat(committed(ledger)).isEqualTo(3);
        assertThat(ledger.waiting()).isZero();
    }

    @Test
    void shouldFollowAFailureToItsEndOnceItWasTold() {
        // Given
        OutputLedger ledger = live(EVERY);
        accept(ledger, 0, WEB, Transition.OPENED);
        tellAll(ledger, WEB);

        // When
        accept(ledger, 1, WEB.causedBy("f-root"), Transition.CHANGED);
        accept(ledger, 2, WEB.causedBy("f-root").severity(Severity.INFO), Transition.CHANGED);
        accept(ledger, 3, WEB.severity(Severity.INFO).resolved(), Transition.RESOLVED);

        // Then
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.CHANGED, Transition.CHANGED, Transition.RESOLVED);
    }

    @Test
    void shouldTellOfASymptomOnceItIsARoot() {
        // Given
        OutputLedger ledger = live(EVERY);
        accept(ledger, 0, WEB.causedBy("f-root"), Transition.OPENED);
        assertThat(tellAll(ledger, WEB)).isEmpty();
        assertThat(committed(ledger)).isEqualTo(1);

        // When
        accept(ledger, 1, WEB.message("alone"), Transition.CHANGED);

        // Then
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.OPENED);
    }

    @Test
    void shouldSayNothingOfTheEndOfWhatWasNotTold() {
        // Given
        OutputLedger ledger = live(EVERY);
        accept(ledger, 0, WEB.causedBy("f-root"), Transition.OPENED);

        // When
        accept(ledger, 1, WEB.resolved(), Transition.RESOLVED);

        // Then
        assertThat(tellAll(ledger, WEB)).isEmpty();
        assertThat(committed(ledger)).isEqualTo(2);
    }

    @Test
    void shouldOnlyTellWhatIsWantedAndWhatIsWorse() {
        // Given
        OutputLedger ledger =
                new OutputLedger(settings(EnumSet.of(Transition.OPENED, Transition.RESOLVED)), EVERY, nanos::get);
        ledger.assign(0, null, 0);
        ledger.caughtUp(0);
        FailureSample warning = WEB.startingAs(Severity.WARNING);

        // When
        accept(ledger, 0, warning, Transition.OPENED);
        accept(ledger, 1, warning.message("other"), Transition.CHANGED);
        accept(ledger, 2, warning.severity(Severity.CRITICAL), Transition.CHANGED);
        accept(ledger, 3, warning.severity(Severity.WARNING), Transition.CHANGED);
        accept(ledger, 4, warning.resolved(), Transition.RESOLVED);

        // Then
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.OPENED, Transition.CHANGED, Transition.RESOLVED);
    }

    @Test
    void shouldOpenAgainWhatCameBackWhileNobodyWasTold() {
        // Given
        OutputLedger ledger = ledger(EVERY, new OffsetAndMetadata(1, ""), 3);
        accept(ledger, 0, WEB, Transition.OPENED);

        // When
        accept(ledger, 1, WEB.resolved(), Transition.RESOLVED);
        accept(ledger, 2, WEB.reopened(FailureSample.START.plusSeconds(600)), Transition.OPENED);
        ledger.caughtUp(0);

        // Then
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.OPENED);
    }

    @Test
    void shouldOpenWhatWasPutAsideWhenItChanges() {
        // Given
        OutputLedger ledger = live(EVERY);
        accept(ledger, 0, WEB, Transition.OPENED);
        ledger.dead(attempt(ledger, WEB));
        assertThat(committed(ledger)).isEqualTo(1);

        // When
        accept(ledger, 1, WEB.message("other"), Transition.CHANGED);

        // Then
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.OPENED);
    }

    @Test
    void shouldRepeatWhatIsOpenAndForAWhileWhatIsResolved() {
        // Given
        OutputLedger ledger = live(REPEATING);
        accept(ledger, 0, WEB, Transition.OPENED);
        assertThat(ledger.delivered(attempt(ledger, WEB))).isEqualTo(new Next.Later(Duration.ofMinutes(1)));
        assertThat(ledger.next("f-web")).isEqualTo(new Next.Later(Duration.ofMinutes(1)));

        // When
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        // Then
        Next.Attempt again = attempt(ledger, WEB);
        assertThat(again.repeat()).isTrue();
        ledger.delivered(again);
        accept(ledger, 1, WEB.resolved(), Transition.RESOLVED);
        assertThat(tellAll(ledger, WEB)).containsExactly(Transition.RESOLVED);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(attempt(ledger, WEB).notice().isResolved()).isTrue();
        nanos.addAndGet(Duration.ofMinutes(3).toNanos());
        assertThat(ledger.next("f-web")).isInstanceOf(Next.Nothing.class);
        assertThat(ledger.next("f-web")).isInstanceOf(Next.Nothing.class);
    }

    @Test
    void shouldRepeatAtOnceAfterAStart() {
        // Given
        OutputLedger ledger = ledger(REPEATING, new OffsetAndMetadata(1, ""), 1);

        // When
        accept(ledger, 0, WEB, Transition.OPENED);

        // Then
        assertThat(ledger.caughtUp(0)).containsExactly("f-web");
        assertThat(attempt(ledger, WEB).repeat()).isTrue();
        assertThat(ledger.told()).isEqualTo(1);
    }

    @Test
    void shouldForgetWhatIsRemovedFromTheTopic() {
        // Given
        OutputLedger ledger = live(EVERY);
        accept(ledger, 0, WEB, Transition.OPENED);
        tellAll(ledger, WEB);

        // When
        ledger.acceptTombstone("f-web", 0, 1);

        // Then
        assertThat(ledger.told()).isZero();
        assertThat(committed(ledger)).isEqualTo(2);
    }

    @Test
    void shouldForgetThePartitionsOfOthers() throws Exception {
        // Given
        OutputLedger ledger = live(EVERY);
        accept(ledger, 0, WEB, Transition.OPENED);

        // When
        ledger.leave(Set.of(0), Duration.ZERO);

        // Then
        assertThat(ledger.next("f-web")).isInstanceOf(Next.Nothing.class);
        assertThat(ledger.release(Set.of(0))).containsExactly("f-web");
        assertThat(ledger.waiting()).isZero();
        assertThat(ledger.toCommit()).isEmpty();
    }

    private OutputLedger live(Habits habits) {
        OutputLedger ledger = ledger(habits, null, 0);
        ledger.caughtUp(0);
        return ledger;
    }

    private OutputLedger ledger(Habits habits, @Nullable OffsetAndMetadata committed, long end) {
        OutputLedger ledger = new OutputLedger(settings(EnumSet.allOf(Transition.class)), habits, nanos::get);
        ledger.assign(0, committed, end);
        return ledger;
    }

    private static OutputSettings settings(Set<Transition> transitions) {
        return new OutputSettings(
                "test",
                "explained",
                "dead",
                "group",
                new OutputFilter(List.of(), List.of(), List.of(), Set.of(Severity.CRITICAL, Severity.WARNING), true),
                transitions,
                Duration.ofMinutes(1),
                Backoff.standard(),
                Duration.ofHours(1),
                1,
                100,
                100,
                Map.of());
    }

    private static void accept(OutputLedger ledger, long offset, FailureSample sample, Transition transition) {
        OutputFilter filter = settings(Set.of()).filter();
        ledger.accept(FailureEvent.read(sample.record(0, offset, transition), filter));
    }

    private static Next.Attempt attempt(OutputLedger ledger, FailureSample sample) {
        return (Next.Attempt) ledger.next(sample.id());
    }

    private static List<Transition> tellAll(OutputLedger ledger, FailureSample sample) {
        List<Transition> told = new java.util.ArrayList<>();
        while (ledger.next(sample.id()) instanceof Next.Attempt attempt) {
            told.add(attempt.transition());
            ledger.delivered(attempt);
        }
        return told;
    }

    private static long committed(OutputLedger ledger) {
        return commit(ledger).offset();
    }

    private static OffsetAndMetadata commit(OutputLedger ledger) {
        return Optional.ofNullable(ledger.toCommit().get(0)).orElseThrow();
    }
}
