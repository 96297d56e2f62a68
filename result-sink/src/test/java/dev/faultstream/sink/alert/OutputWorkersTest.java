package dev.faultstream.sink.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.sink.join.Transition;
import dev.faultstream.sink.work.Backoff;
import dev.faultstream.sink.work.WorkQueue;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputWorkersTest {
    private static final FailureSample ROOT = FailureSample.of("f-root");
    private static final FailureSample SYMPTOM = FailureSample.of("f-symptom").causedBy("f-root");
    private static final OutputSettings SETTINGS = LedgerFixture.settings(
            new OutputFilter(List.of(), List.of(), List.of(), Set.of(), false), EnumSet.allOf(Transition.class));

    private final Recorder receiver = new Recorder();
    private final OutputLedger ledger = new OutputLedger(SETTINGS, receiver.habits(), System::nanoTime);
    private final WorkQueue queue = new WorkQueue(System::nanoTime);
    private final DeadLetters deadLetters = new DeadLetters(Map.of());
    private final Thread worker = new Thread(new OutputWorkers(
            SETTINGS,
            ledger,
            queue,
            new OutputGate("test", Backoff.standard(), new Random(1), System::nanoTime),
            receiver,
            events -> CompletableFuture.completedFuture(true),
            deadLetters,
            OutputObserver.none(),
            OutputTraces.off(),
            new Random(1),
            System::nanoTime));

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    @BeforeEach
    void start() {
        ledger.assign(0, null, 0);
        ledger.caughtUp(0);
        worker.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        queue.close();
        worker.join();
        deadLetters.close();
    }

    @Test
    void shouldPutOffWhatIsHeldAndTellItWhenThatIsOver() {
        // Given
        receiver.holds.put("f-symptom", Hold.of(Duration.ofMillis(20)));
        accept(0, SYMPTOM);

        // When
        accept(1, ROOT);
        await().untilAsserted(() -> assertThat(receiver.told).containsExactly("f-root"));

        // Then
        assertThat(committed()).isZero();
        receiver.holds.clear();
        await().untilAsserted(() -> assertThat(receiver.told).containsExactly("f-root", "f-symptom"));
        await().untilAsserted(() -> assertThat(committed()).isEqualTo(2));
    }

    @Test
    void shouldTellAgainWhatHasToComeFirst() {
        // Given
        accept(0, ROOT);
        await().untilAsserted(() -> assertThat(receiver.told).containsExactly("f-root"));
        receiver.holds.put("f-symptom", new Hold(Duration.ofMillis(20), List.of("f-root")));

        // When
        accept(1, SYMPTOM);

        // Then
        await().untilAsserted(() -> assertThat(receiver.told).startsWith("f-root", "f-root"));
        receiver.holds.clear();
        await().untilAsserted(() -> assertThat(receiver.told).endsWith("f-symptom"));
    }

    @Test
    void shouldTellAgainAtOnceWhatIsOutdated() {
        // Given
        receiver.outdated.add("f-root");

        // When
        accept(0, ROOT);

        // Then
        await().untilAsserted(() -> assertThat(receiver.told).startsWith("f-root", "f-root"));
        receiver.outdated.clear();
    }

    private long committed() {
        return Optional.ofNullable(ledger.toCommit().get(0)).orElseThrow().offset();
    }

    private void accept(long offset, FailureSample sample) {
        ledger.accept(FailureEvent.read(sample.record(0, offset, Transition.OPENED), SETTINGS.filter()));
        queue.add(sample.id());
    }

    private static final class Recorder implements Delivery {
        final Map<String, Hold> holds = new ConcurrentHashMap<>();
        final Set<String> outdated = ConcurrentHashMap.newKeySet();
        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void deliver(List<Notice> notices) {
            notices.forEach(notice -> told.add(notice.failure().id()));
        }

        @Override
        public Habits habits() {
            return new Habits(false, Duration.ofHours(1), false, Duration.ZERO, 1);
        }

        @Override
        public Hold hold(String failureId, boolean open, List<String> causedBy) {
            return holds.getOrDefault(failureId, Hold.NONE);
        }

        @Override
        public boolean isOutdated(String failureId) {
            return outdated.contains(failureId);
        }

        @Override
        public void close() {}
    }
}
