package dev.faultstream.sink.alert;

import static dev.faultstream.sink.alert.LedgerFixture.EVERY;
import static dev.faultstream.sink.alert.LedgerFixture.STATE;
import static dev.faultstream.sink.alert.LedgerFixture.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.sink.join.Transition;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class LedgerDecisionsTest {
    @Test
    void shouldTellEachTransitionInOrder() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY);

        // When
        ledger.accept(0, WEB, Transition.OPENED);
        ledger.accept(1, WEB.message("other"), Transition.CHANGED);
        ledger.accept(2, WEB.message("other"), Transition.EXPLAINED);
        ledger.accept(3, WEB.message("other").resolved(), Transition.RESOLVED);

        // Then
        assertThat(ledger.tellAll(WEB))
                .containsExactly(Transition.OPENED, Transition.CHANGED, Transition.EXPLAINED, Transition.RESOLVED);
        assertThat(ledger.committed()).isEqualTo(4);
        assertThat(ledger.ledger.told()).isZero();
    }

    @Test
    void shouldTellOfTheResolutionWhenAnAnswerWasLost() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(STATE);
        ledger.accept(0, WEB, Transition.OPENED);
        ledger.ledger.failed(ledger.attempt(WEB), true);

        // When
        ledger.accept(1, WEB.resolved(), Transition.RESOLVED);

        // Then
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.RESOLVED);
    }

    @Test
    void shouldTellNothingOfWhatResolvedBeforeTheReceiverTookIt() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(STATE);
        ledger.accept(0, WEB, Transition.OPENED);
        ledger.ledger.failed(ledger.attempt(WEB), false);

        // When
        ledger.accept(1, WEB.resolved(), Transition.RESOLVED);

        // Then
        assertThat(ledger.tellAll(WEB)).isEmpty();
        assertThat(ledger.committed()).isEqualTo(2);
    }

    @Test
    void shouldTellThePresentStateOnceAReceiverWasDownForLong() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY);
        ledger.accept(0, WEB, Transition.OPENED);
        ledger.ledger.failed(ledger.attempt(WEB), false);

        // When
        ledger.pass(Duration.ofMinutes(2));
        ledger.accept(1, WEB.message("a"), Transition.CHANGED);
        ledger.accept(2, WEB.message("b"), Transition.CHANGED);

        // Then
        assertThat(ledger.committed()).isZero();
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.OPENED);
        assertThat(ledger.committed()).isEqualTo(3);
    }

    @Test
    void shouldFollowAFailureToItsEndOnceItWasTold() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY);
        ledger.accept(0, WEB, Transition.OPENED);
        ledger.tellAll(WEB);

        // When
        ledger.accept(1, WEB.causedBy("f-root"), Transition.CHANGED);
        ledger.accept(2, WEB.causedBy("f-root").severity(Severity.INFO), Transition.CHANGED);
        ledger.accept(3, WEB.severity(Severity.INFO).resolved(), Transition.RESOLVED);

        // Then
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.CHANGED, Transition.CHANGED, Transition.RESOLVED);
    }

    @Test
    void shouldTellOfASymptomOnceItIsARoot() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY);
        ledger.accept(0, WEB.causedBy("f-root"), Transition.OPENED);
        assertThat(ledger.tellAll(WEB)).isEmpty();
        assertThat(ledger.committed()).isEqualTo(1);

        // When
        ledger.accept(1, WEB.message("alone"), Transition.CHANGED);

        // Then
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.OPENED);
    }

    @Test
    void shouldSayNothingOfTheEndOfWhatWasNotTold() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY);
        ledger.accept(0, WEB.causedBy("f-root"), Transition.OPENED);

        // When
        ledger.accept(1, WEB.resolved(), Transition.RESOLVED);

        // Then
        assertThat(ledger.tellAll(WEB)).isEmpty();
        assertThat(ledger.committed()).isEqualTo(2);
    }

    @Test
    void shouldOnlyTellWhatIsWantedAndWhatIsWorse() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY, EnumSet.of(Transition.OPENED, Transition.RESOLVED));
        FailureSample warning = WEB.startingAs(Severity.WARNING);

        // When
        ledger.accept(0, warning, Transition.OPENED);
        ledger.accept(1, warning.message("other"), Transition.CHANGED);
        ledger.accept(2, warning.severity(Severity.CRITICAL), Transition.CHANGED);
        ledger.accept(3, warning.severity(Severity.WARNING), Transition.CHANGED);
        ledger.accept(4, warning.resolved(), Transition.RESOLVED);

        // Then
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.OPENED, Transition.CHANGED, Transition.RESOLVED);
    }

    @Test
    void shouldOpenWhatWasPutAsideWhenItChanges() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(EVERY);
        ledger.accept(0, WEB, Transition.OPENED);
        ledger.ledger.dead(ledger.attempt(WEB));
        assertThat(ledger.committed()).isEqualTo(1);

        // When
        ledger.accept(1, WEB.message("other"), Transition.CHANGED);

        // Then
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.OPENED);
    }
}
