package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.sink.work.Backoff;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GateTest {
    private final AtomicLong now = new AtomicLong();
    private final Gate gate = new Gate(now::get, Backoff.standard(), new Random(1));

    @Test
    void shouldWaitLongerEachTimeAndAtLeastAsLongAsIsAsked() {
        // When
        Duration first = gate.close(fault(ApiFault.CRD_MISSING, Duration.ZERO));
        now.addAndGet(first.toNanos());
        Duration second = gate.close(fault(ApiFault.CRD_MISSING, Duration.ZERO));
        Duration asked = gate.close(fault(ApiFault.THROTTLED, Duration.ofSeconds(30)));

        // Then
        assertThat(first).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(second).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(asked).isEqualTo(Duration.ofSeconds(30));
        assertThat(gate.remaining()).isEqualTo(asked);
    }

    @Test
    void shouldNotTakeAListForTheNewsThatWritesWorkAgain() {
        // Given
        gate.close(fault(ApiFault.NAMESPACE_MISSING, Duration.ZERO));

        // When
        gate.listed(false);
        ApiFault stillThere = gate.fault();
        gate.listed(true);

        // Then
        assertThat(stillThere).isEqualTo(ApiFault.NAMESPACE_MISSING);
        assertThat(gate.fault()).isNull();
    }

    @Test
    void shouldOpenWhenAListWorksAgain() {
        // Given
        gate.closeForList(fault(ApiFault.CRD_MISSING, Duration.ZERO));

        // When
        gate.listed(false);

        // Then
        assertThat(gate.fault()).isNull();
        assertThat(gate.remaining()).isZero();
    }

    private static ApiFaultException fault(ApiFault fault, Duration retryAfter) {
        return new ApiFaultException(fault, 0, retryAfter, new IllegalStateException("as asked for"));
    }
}
