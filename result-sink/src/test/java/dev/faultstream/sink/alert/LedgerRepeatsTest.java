package dev.faultstream.sink.alert;

import static dev.faultstream.sink.alert.LedgerFixture.REPEATING;
import static dev.faultstream.sink.alert.LedgerFixture.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.sink.join.Transition;
import java.time.Duration;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class LedgerRepeatsTest {
    @Test
    void shouldRepeatWhatIsOpenAndForAWhileWhatIsResolved() {
        // Given
        LedgerFixture ledger = LedgerFixture.live(REPEATING);
        ledger.accept(0, WEB, Transition.OPENED);
        assertThat(ledger.ledger.delivered(ledger.attempt(WEB))).isEqualTo(new Next.Later(Duration.ofMinutes(1)));
        assertThat(ledger.ledger.next("f-web")).isEqualTo(new Next.Later(Duration.ofMinutes(1)));

        // When
        ledger.pass(Duration.ofMinutes(1));

        // Then
        Next.Attempt again = ledger.attempt(WEB);
        assertThat(again.repeat()).isTrue();
        ledger.ledger.delivered(again);
        ledger.accept(1, WEB.resolved(), Transition.RESOLVED);
        assertThat(ledger.tellAll(WEB)).containsExactly(Transition.RESOLVED);
        ledger.pass(Duration.ofMinutes(1));
        assertThat(ledger.attempt(WEB).notice().isResolved()).isTrue();
        ledger.pass(Duration.ofMinutes(3));
        assertThat(ledger.ledger.next("f-web")).isInstanceOf(Next.Nothing.class);
        assertThat(ledger.ledger.next("f-web")).isInstanceOf(Next.Nothing.class);
    }

    @Test
    void shouldRepeatAtOnceAfterAStart() {
        // Given
        LedgerFixture ledger = LedgerFixture.starting(REPEATING, new OffsetAndMetadata(1, ""), 1);

        // When
        ledger.accept(0, WEB, Transition.OPENED);

        // Then
        assertThat(ledger.ledger.caughtUp(0)).containsExactly("f-web");
        assertThat(ledger.attempt(WEB).repeat()).isTrue();
        assertThat(ledger.ledger.told()).isEqualTo(1);
    }
}
