package dev.faultstream.sink.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.sink.Samples;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories: the last record of a failure is what both tables say, and no two in a row are equal. */
class JoinHistoryTest {
    private static final int STEPS = 300;

    @TempDir
    Path stateDir;

    private final Map<String, Failure> failures = new HashMap<>();
    private final Map<String, Explanation> explanations = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldEndWithWhatBothTablesSayWhateverTheOrder(long seed) {
        Random random = new Random(seed);
        try (JoinHarness join = new JoinHarness(stateDir)) {
            // When
            for (int step = 1; step <= STEPS; step++) {
                step(join, random, step);
            }

            // Then
            Map<String, ExplainedFailure> last = new HashMap<>();
            for (TestRecord<String, ExplainedFailure> record : join.output()) {
                check(last.get(record.key()), record.value());
                if (record.value() == null) {
                    last.remove(record.key());
                } else {
                    last.put(record.key(), record.value());
                }
            }
            assertThat(last.keySet()).isEqualTo(failures.keySet());
            failures.forEach((id, failure) -> assertThat(last.get(id))
                    .isEqualTo(new Published(failure, explanations.get(failure.explanationKey())).explained()));
        }
    }

    private void step(JoinHarness join, Random random, int step) {
        String id = "f-" + random.nextInt(5);
        String key = "e-" + random.nextInt(3);
        Failure known = failures.get(id);
        switch (random.nextInt(10)) {
            case 0 -> {
                if (known != null) {
                    join.remove(id);
                    failures.remove(id);
                }
            }
            case 1 -> {
                if (known != null) {
                    join.send(known);
                }
            }
            case 2, 3 -> {
                Explanation answer = Samples.explanation(key, "en", "Answer " + step, Samples.at(step));
                join.send(answer);
                explanations.put(key, answer);
            }
            case 4 -> {
                join.explanations.pipeInput(key, (Explanation) null, Samples.at(step));
                explanations.remove(key);
            }
            default -> {
                Failure.State state = random.nextInt(4) == 0 ? Failure.State.RESOLVED : Failure.State.OPEN;
                Failure next = Samples.failure(id, step, state, key, "message " + step);
                join.send(next);
                failures.put(id, next);
            }
        }
    }

    private static void check(@Nullable ExplainedFailure before, @Nullable ExplainedFailure now) {
        if (before != null && now != null) {
            assertThat(now).isNotEqualTo(before);
            assertThat(now.failure().revision())
                    .isGreaterThanOrEqualTo(before.failure().revision());
        }
    }
}
