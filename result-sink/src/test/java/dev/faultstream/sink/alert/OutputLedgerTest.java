package dev.faultstream.sink.alert;

import static dev.faultstream.sink.alert.LedgerFixture.EVERY;
import static dev.faultstream.sink.alert.LedgerFixture.STATE;
import static dev.faultstream.sink.alert.LedgerFixture.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.sink.join.Transition;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputLedgerTest {
    @Test
    void shouldCommitNothingBeforeItWasTold() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY);
        ledger.accept(0, WEB, Transition.OPENED);
        FailureSample other = FailureSample.of("f-other");
        ledger.accept(1, other, Transition.OPENED);

        // When
        ledger.tellAll(other);

        // Then
        assertThat(ledger.committed()).isZero();
        ledger.tellAll(WEB);
        assertThat(ledger.committed()).isEqualTo(2);
    }

    @Test
    void shouldHoldTheCommitBackWhenWhatIsUnderWayIsOvertaken() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(STATE);
        ledger.accept(0, WEB, Transition.OPENED);
        Next.Attempt underWay = ledger.attempt(WEB);
        ledger.pass(Duration.ofMinutes(2));
        ledger.accept(1, WEB.message("a"), Transition.CHANGED);
        ledger.accept(2, WEB.message("a").resolved(), Transition.RESOLVED);

        // When
        ledger.ledger.delivered(underWay);

        // Then
        assertThat(ledger.committed()).isZero();
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.RESOLVED);
        assertThat(ledger.committed()).isEqualTo(3);
        assertThat(ledger.ledger.waiting()).isZero();
    }

    @Test
    void shouldForgetThePartitionsOfOthers() throws Exception {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY);
        ledger.accept(0, WEB, Transition.OPENED);

        // When
        ledger.ledger.leave(Set.of(0), Duration.ZERO);

        // Then
        assertThat(ledger.ledger.next("f-web")).isInstanceOf(Next.Nothing.class);
        assertThat(ledger.ledger.release(Set.of(0))).containsExactly("f-web");
        assertThat(ledger.ledger.waiting()).isZero();
        assertThat(ledger.ledger.toCommit()).isEmpty();
    }

    @Test
    void shouldAttemptAgainWhatWasPutOff() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY);
        ledger.accept(0, WEB, Transition.OPENED);

        // When
        ledger.ledger.postponed(ledger.attempt(WEB));

        // Then
        assertThat(ledger.committed()).isZero();
        ledger.accept(1, WEB.message("other"), Transition.CHANGED);
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.OPENED, Transition.CHANGED);
        assertThat(ledger.committed()).isEqualTo(2);
    }
}
