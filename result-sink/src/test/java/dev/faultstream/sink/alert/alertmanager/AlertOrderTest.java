package dev.faultstream.sink.alert.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.sink.alert.Hold;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AlertOrderTest {
    private static final Standing IMAGE = new Standing("f-image", "f-image", true);
    private static final Standing ROLLOUT = new Standing("f-rollout", "f-rollout", true);
    private static final Standing SYMPTOM = new Standing("f-symptom", "f-image", true);
    private static final Standing MOVED = new Standing("f-symptom", "f-rollout", true);

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Set<String> explainsOthers = new HashSet<>();
    private final AlertOrder order = new AlertOrder(explainsOthers::contains, nanos::get);

    @Test
    void shouldHoldNoRootCauseBack() {
        assertThat(order.hold(IMAGE)).isEqualTo(Hold.NONE);
        assertThat(order.allowed("f-image")).isEqualTo(IMAGE);
    }

    @Test
    void shouldHaveASymptomWaitUntilItsRootCauseHasSettled() {
        // Given
        assertThat(order.hold(SYMPTOM)).isEqualTo(Hold.of(AlertOrder.ASK_AGAIN));
        assertThat(order.allowed("f-symptom")).isNull();

        // When
        send(IMAGE);

        // Then
        assertThat(order.hold(SYMPTOM)).isEqualTo(Hold.of(AlertOrder.SETTLE));
        pass(AlertOrder.SETTLE);
        assertThat(order.hold(SYMPTOM)).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldHaveASymptomWaitForItsNewRootCauseWhenThatChanges() {
        // Given
        send(IMAGE);
        pass(AlertOrder.SETTLE);
        send(SYMPTOM);

        // When
        Hold early = order.hold(MOVED);
        send(ROLLOUT);
        pass(AlertOrder.SETTLE);

        // Then
        assertThat(early).isEqualTo(Hold.of(AlertOrder.ASK_AGAIN));
        assertThat(order.hold(MOVED)).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldNotHoldWhatIsOnlySentAgain() {
        // Given
        pass(AlertOrder.SYMPTOM_PATIENCE);
        send(SYMPTOM);

        // When
        pass(Duration.ofMinutes(1));

        // Then
        assertThat(order.hold(SYMPTOM)).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldSendASymptomWhoseRootCauseNeverComes() {
        // Given
        order.hold(SYMPTOM);

        // When
        pass(AlertOrder.SYMPTOM_PATIENCE.minusMillis(1));
        Hold early = order.hold(SYMPTOM);
        pass(Duration.ofMillis(1));

        // Then
        assertThat(early).isEqualTo(Hold.of(AlertOrder.ASK_AGAIN));
        assertThat(order.hold(SYMPTOM)).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldWaitAnewWhenASymptomComesBack() {
        // Given one that was held and ended before it was sent
        order.hold(SYMPTOM);

        // When
        pass(Duration.ofHours(1));

        // Then
        assertThat(order.hold(SYMPTOM)).isEqualTo(Hold.of(AlertOrder.ASK_AGAIN));
    }

    @Test
    void shouldEndARootCauseAfterItsSymptoms() {
        // Given
        send(IMAGE);
        pass(AlertOrder.SETTLE);
        send(SYMPTOM);

        // When
        Hold early = order.hold(over(IMAGE));
        send(over(SYMPTOM));

        // Then
        assertThat(early).isEqualTo(Hold.of(AlertOrder.ASK_AGAIN));
        assertThat(order.hold(over(IMAGE))).isEqualTo(Hold.of(AlertOrder.SETTLE));
        pass(AlertOrder.SETTLE);
        assertThat(order.hold(over(IMAGE))).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldHaveARootCauseBecomeASymptomAfterItsOwnHaveMoved() {
        // Given
        Standing image = new Standing("f-image", "f-rollout", true);
        send(IMAGE);
        pass(AlertOrder.SETTLE);
        send(SYMPTOM);
        send(ROLLOUT);
        pass(AlertOrder.SETTLE);

        // When
        Hold early = order.hold(image);
        send(MOVED);
        pass(AlertOrder.SETTLE);

        // Then
        assertThat(early).isEqualTo(Hold.of(AlertOrder.ASK_AGAIN));
        assertThat(order.hold(image)).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldCountWhatMayHaveArrivedAlthoughItFailed() {
        // Given
        send(IMAGE);
        pass(AlertOrder.SETTLE);

        // When
        order.hold(SYMPTOM);
        order.sending(List.of(SYMPTOM));

        // Then
        assertThat(order.hold(over(IMAGE))).isEqualTo(Hold.of(AlertOrder.ASK_AGAIN));
    }

    @Test
    void shouldLetOnlyOneGoOfASymptomAndTheEndOfItsRootCause() {
        // Given
        send(IMAGE);
        pass(AlertOrder.SETTLE);

        // When
        assertThat(order.hold(SYMPTOM)).isEqualTo(Hold.NONE);
        Hold end = order.hold(over(IMAGE));
        send(over(SYMPTOM));
        pass(AlertOrder.SETTLE);
        assertThat(order.hold(over(IMAGE))).isEqualTo(Hold.NONE);

        // Then
        assertThat(end).isEqualTo(Hold.of(AlertOrder.ASK_AGAIN));
        assertThat(order.hold(SYMPTOM)).isEqualTo(Hold.of(AlertOrder.ASK_AGAIN));
    }

    @Test
    void shouldEndARootCauseWhoseSymptomsNeverEnd() {
        // Given
        send(IMAGE);
        pass(AlertOrder.SETTLE);
        send(SYMPTOM);
        order.hold(over(IMAGE));

        // When
        pass(AlertOrder.ROOT_PATIENCE.dividedBy(3));
        order.hold(over(IMAGE));
        pass(AlertOrder.ROOT_PATIENCE.dividedBy(3));
        Hold early = order.hold(over(IMAGE));
        pass(AlertOrder.ROOT_PATIENCE.dividedBy(3).plusMillis(1));

        // Then
        assertThat(early).isEqualTo(Hold.of(AlertOrder.ASK_AGAIN));
        assertThat(order.hold(over(IMAGE))).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldLeaveOtherInstancesTimeToEndTheirSymptoms() {
        // Given
        send(IMAGE);
        explainsOthers.add("f-image");

        // When
        Hold hold = order.hold(over(IMAGE));
        pass(AlertOrder.OTHERS_PATIENCE);

        // Then
        assertThat(hold).isEqualTo(Hold.of(AlertOrder.OTHERS_PATIENCE));
        assertThat(order.hold(over(IMAGE))).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldSendTheRootCauseAgainFirstWhenAnAlertmanagerWasAway() {
        // Given
        send(IMAGE);
        pass(AlertOrder.SETTLE);
        send(SYMPTOM);
        pass(Duration.ofSeconds(30));

        // When
        order.doubt();

        // Then
        assertThat(order.hold(SYMPTOM)).isEqualTo(new Hold(AlertOrder.ASK_AGAIN, List.of("f-image")));
        pass(Duration.ofMillis(1));
        send(IMAGE);
        pass(AlertOrder.SETTLE);
        assertThat(order.hold(SYMPTOM)).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldNotLoseItsPatienceWhileNoAlertmanagerTakesAnything() {
        // Given
        send(IMAGE);
        pass(AlertOrder.SETTLE);
        order.doubt();
        order.hold(SYMPTOM);

        // When it is asked for seldom, and when attempts of others fail
        pass(AlertOrder.SYMPTOM_PATIENCE);
        Hold seldom = order.hold(SYMPTOM);
        pass(AlertOrder.SYMPTOM_PATIENCE.minusMillis(1));
        order.doubt();
        pass(Duration.ofMillis(1));

        // Then
        assertThat(seldom.isOver()).isFalse();
        assertThat(order.hold(SYMPTOM).isOver()).isFalse();
    }

    @Test
    void shouldSendASymptomAfterAMinuteHoweverSeldomItIsAskedFor() {
        // Given
        order.hold(SYMPTOM);

        // When
        for (int i = 0; i < 9; i++) {
            pass(AlertOrder.SYMPTOM_PATIENCE.plusSeconds(1));
            assertThat(order.hold(SYMPTOM).isOver()).isFalse();
        }
        pass(AlertOrder.SYMPTOM_PATIENCE.plusSeconds(1));

        // Then
        assertThat(order.hold(SYMPTOM)).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldLeaveSymptomsOfAnEarlierRunTimeToEnd() {
        // Given one that was sent before a restart
        Hold hold = order.hold(over(IMAGE));

        // When
        pass(AlertOrder.OTHERS_PATIENCE);

        // Then
        assertThat(hold).isEqualTo(Hold.of(AlertOrder.OTHERS_PATIENCE));
        assertThat(order.hold(over(IMAGE))).isEqualTo(Hold.NONE);
        assertThat(order.hold(over(SYMPTOM))).isEqualTo(Hold.NONE);
    }

    @Test
    void shouldWaitForNoSymptomThatAnotherInstanceHasNow() {
        // Given
        send(IMAGE);
        pass(AlertOrder.SETTLE);
        send(SYMPTOM);

        // When
        order.forget(List.of("f-symptom"));
        pass(AlertOrder.SETTLE);

        // Then
        assertThat(order.hold(over(IMAGE))).isEqualTo(Hold.NONE);
    }

    private static Standing over(Standing standing) {
        return new Standing(standing.failureId(), standing.root(), false);
    }

    private void send(Standing standing) {
        order.sending(List.of(standing));
        order.sent(List.of(standing));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
