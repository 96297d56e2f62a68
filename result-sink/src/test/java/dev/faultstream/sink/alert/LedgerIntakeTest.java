package dev.faultstream.sink.alert;

import static dev.faultstream.sink.alert.LedgerFixture.EVERY;
import static dev.faultstream.sink.alert.LedgerFixture.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.sink.join.Transition;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class LedgerIntakeTest {
    @Test
    void shouldTellOfTheResolutionWhenTheOpeningWasToldByAnEarlierRun() {
        // Given
        LedgerFixture ledger = LedgerFixture.starting(EVERY, new OffsetAndMetadata(1, ""), 2);
        ledger.accept(0, WEB, Transition.OPENED);

        // When
        ledger.accept(1, WEB.resolved(), Transition.RESOLVED);

        // Then
        assertThat(ledger.ledger.caughtUp(0)).containsExactly("f-web");
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.RESOLVED);
    }

    @Test
    void shouldTellNothingOfWhatOpenedAndResolvedMeanwhile() {
        // Given
        LedgerFixture ledger = LedgerFixture.starting(EVERY, new OffsetAndMetadata(0, ""), 2);

        // When
        ledger.accept(0, WEB, Transition.OPENED);
        ledger.accept(1, WEB.resolved(), Transition.RESOLVED);

        // Then
        assertThat(ledger.ledger.caughtUp(0)).isEmpty();
        assertThat(ledger.tellAll(WEB)).isEmpty();
        assertThat(ledger.committed()).isEqualTo(2);
    }

    @Test
    void shouldTellThePresentStateOfWhatHappenedMeanwhile() {
        // Given
        LedgerFixture ledger = LedgerFixture.starting(EVERY, null, 3);

        // When
        ledger.accept(0, WEB, Transition.OPENED);
        ledger.accept(1, WEB.message("second"), Transition.CHANGED);
        ledger.accept(2, WEB.message("third"), Transition.CHANGED);
        ledger.ledger.caughtUp(0);

        // Then
        Next.Attempt attempt = ledger.attempt(WEB);
        assertThat(attempt.transition()).isEqualTo(Transition.OPENED);
        assertThat(attempt.notice().failure().message()).isEqualTo("third");
        assertThat(attempt.notice().eventId()).endsWith(".changed.opened");
        assertThat(ledger.committed()).isZero();
        ledger.ledger.delivered(attempt);
        assertThat(ledger.committed()).isEqualTo(3);
        assertThat(ledger.ledger.next("f-web")).isInstanceOf(Next.Nothing.class);
    }

    @Test
    void shouldTellOfTheResolutionWhenTheOpeningMayHaveBeenToldBeforeACrash() {
        // Given an attempt that was announced and never confirmed
        LedgerFixture before = LedgerFixture.live(EVERY);
        before.accept(0, WEB, Transition.OPENED);
        before.ledger.announce(List.of("f-web"));
        OffsetAndMetadata commit = before.commit();
        assertThat(commit.offset()).isZero();

        // When
        LedgerFixture ledger = LedgerFixture.starting(EVERY, commit, 2);
        ledger.accept(0, WEB, Transition.OPENED);
        ledger.accept(1, WEB.resolved(), Transition.RESOLVED);
        ledger.ledger.caughtUp(0);

        // Then
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.RESOLVED);
    }

    @Test
    void shouldOpenAgainWhatCameBackWhileNobodyWasTold() {
        // Given
        LedgerFixture ledger = LedgerFixture.starting(EVERY, new OffsetAndMetadata(1, ""), 3);
        ledger.accept(0, WEB, Transition.OPENED);

        // When
        ledger.accept(1, WEB.resolved(), Transition.RESOLVED);
        ledger.accept(2, WEB.reopened(FailureSample.START.plusSeconds(600)), Transition.OPENED);
        ledger.ledger.caughtUp(0);

        // Then
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.OPENED);
    }

    @Test
    void shouldForgetWhatIsRemovedFromTheTopic() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY);
        ledger.accept(0, WEB, Transition.OPENED);
        ledger.tellAll(WEB);

        // When
        ledger.ledger.acceptTombstone("f-web", 0, 1);

        // Then
        assertThat(ledger.ledger.told()).isZero();
        assertThat(ledger.committed()).isEqualTo(2);
    }
}
