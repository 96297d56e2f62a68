package dev.faultstream.explainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(7));
    private final ModelException timeout = new ModelException(ModelProblem.TIMEOUT, "late");

    @Test
    void shouldDoubleWithJitterUpToTheLongest() {
        for (int failed = 1; failed < 80; failed++) {
            // When
            long wait = backoff.after(failed, timeout).toMillis();

            // Then
            long full = Math.min(30_000, 1000L << Math.min(failed - 1, 20));
            assertThat(wait).isBetween(full / 2, full);
        }
    }

    @Test
    void shouldWaitAsLongAsTheServerAsksButNotLongerThanTheLongest() {
        // Given
        ModelException patient = new ModelException(ModelProblem.OVERLOADED, "full", Duration.ofSeconds(20));
        ModelException tooPatient = new ModelException(ModelProblem.OVERLOADED, "full", Duration.ofHours(2));

        // When / Then
        assertThat(backoff.after(1, patient)).isEqualTo(Duration.ofSeconds(20));
        assertThat(backoff.after(1, tooPatient)).isEqualTo(Duration.ofSeconds(30));
    }
}
