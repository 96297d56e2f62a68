package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.ExplainedFailure.Source;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.work.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real requests to a fake API server, with its faults. */
class ResultWorkersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeResultServer server = new FakeResultServer();
    private final ResultSettings settings = ResultSamples.settings();
    private final ResultMapper mapper = new ResultMapper(settings);
    private final List<ApiFault> faults = new CopyOnWriteArrayList<>();
    private final ResultLedger ledger = new ResultLedger();
    private final WorkQueue queue = new WorkQueue(System::nanoTime);
    private final Random random = new Random(1);
    private final Gate gate = new Gate(System::nanoTime, settings.retry(), random);
    private final ResultApi api = new KubernetesResultApi(server.config(), settings);
    private final ResultTraces traces = new ResultTraces(Tracing.off());
    private final ResultWorkers workers = new ResultWorkers(
            queue, gate, new ResultReconciler(ledger, api, new Faults(), traces), new Faults(), settings, random);

    @AfterEach
    void close() {
        workers.close();
        api.close();
        server.close();
    }

    @Test
    void shouldCreateUpdateAndDelete() {
        // Given
        workers.start(2);

        // When
        want("f-1", 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lifecycles()).containsExactly("created"));
        want("f-1", 2);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lifecycles()).containsExactly("updated"));
        assertThat(server.results()
                        .values()
                        .iterator()
                        .next()
                        .at("/status/contentHash")
                        .asText())
                .isEqualTo(Objects.requireNonNull(ledger.desired("f-1")).contentHash());

        // When
        ledger.want("f-1", null);
        queue.add("f-1");

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.results()).isEmpty());
    }

    @Test
    void shouldWriteNothingWhenNothingDiffers() {
        // Given
        workers.start(1);
        want("f-1", 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lifecycles()).containsExactly("created"));
        compare();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lifecycles()).containsExactly("historical"));
        await().atMost(PATIENCE).until(() -> queue.size() == 0);
        server.takeRequests();

        // When
        queue.add("f-1");
        compare();
        await().atMost(PATIENCE).until(() -> queue.size() == 0);

        // Then
        assertThat(server.takeRequests()).allMatch(request -> request.startsWith("GET"));
    }

    @Test
    void shouldStayCreatedUntilAComparisonFindsItUnchanged() {
        // Given
        workers.start(1);
        want("f-1", 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lifecycles()).containsExactly("created"));
        await().atMost(PATIENCE).until(() -> queue.size() == 0);

        // When
        queue.add("f-1");
        await().atMost(PATIENCE).until(() -> queue.size() == 0);

        // Then
        assertThat(lifecycles()).containsExactly("created");
    }

    @Test
    void shouldWriteOnlyTheSpecWhenOnlyTheWordsAreOthers() {
        // Given
        workers.start(1);
        Failure failure = ResultSamples.open("f-1", 1, "message").failure();
        ledger.want("f-1", mapper.map(ResultSamples.explained(failure, "A remedy.", Source.REMEDY)));
        queue.add("f-1");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lifecycles()).containsExactly("created"));
        compare();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lifecycles()).containsExactly("historical"));
        server.takeRequests();

        // When
        ledger.want("f-1", mapper.map(ResultSamples.explained(failure, "In other words.", Source.MODEL)));
        queue.add("f-1");
        await().atMost(PATIENCE).until(() -> queue.size() == 0);

        // Then
        assertThat(server.takeRequests())
                .singleElement()
                .asString()
                .startsWith("PATCH")
                .doesNotEndWith("/status");
        assertThat(lifecycles()).containsExactly("historical");
    }

    @Test
    void shouldKeepEachResultInTheNamespaceOfWhatFailsAndOnlyWaitForTheOneThatIsMissing() {
        // Given
        ResultSettings spread = ResultSamples.inNamespaceOfObject(settings);
        ResultMapper spreading = new ResultMapper(spread);
        server.fail(
                request -> request.contains("/namespaces/gone/"),
                404,
                FakeResultServer.status(404, "NotFound", "not found", "namespaces"),
                Map.of(),
                Integer.MAX_VALUE);
        try (ResultWorkers others = new ResultWorkers(
                queue, gate, new ResultReconciler(ledger, api, new Faults(), traces), new Faults(), spread, random)) {
            others.start(1);

            // When
            for (String namespace : List.of("gone", "shop", "billing")) {
                Subject subject = new Subject("v1", "Pod", namespace, "web", null);
                ledger.want("f-" + namespace, spreading.map(open("f-" + namespace, subject)));
                queue.add("f-" + namespace);
            }
            ledger.want("f-node", spreading.map(open("f-node", new Subject("v1", "Node", null, "n1", null))));
            queue.add("f-node");

            // Then
            await().atMost(PATIENCE).until(() -> queue.size() == 0);
            assertThat(server.everywhere().keySet())
                    .extracting(ResultPlace::namespace)
                    .containsExactly("billing", FakeResultServer.NAMESPACE, "shop");
            assertThat(gate.fault()).isNull();
            assertThat(faults)
                    .containsOnly(ApiFault.NAMESPACE_MISSING)
                    .hasSize(spread.retry().attempts());
        }
    }

    @ParameterizedTest
    @CsvSource({"409, CONFLICT", "500, UNAVAILABLE", "503, UNAVAILABLE", "429, THROTTLED", "401, FORBIDDEN"})
    void shouldTryAgainUntilItWorks(int status, ApiFault fault) {
        // Given
        server.fail(request -> request.startsWith("PATCH"), status, "{}", Map.of(), 3);
        workers.start(2);

        // When
        want("f-1", 1);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lifecycles()).containsExactly("created"));
        assertThat(faults).containsExactly(fault, fault, fault);
    }

    @Test
    void shouldNotTryARejectedResultAgainAndNotBlockOthers() {
        // Given
        String bad = Objects.requireNonNull(mapper.map(ResultSamples.open("f-bad", 1, "bad")))
                .place()
                .name();
        server.fail(request -> request.endsWith(bad), 422, "{}", Map.of(), Integer.MAX_VALUE);
        workers.start(1);

        // When
        want("f-bad", 1);
        want("f-good", 1);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lifecycles()).containsExactly("created"));
        await().atMost(PATIENCE).until(() -> queue.size() == 0);
        assertThat(faults).containsExactly(ApiFault.REJECTED);
    }

    @Test
    void shouldNotLetOneFailingResultBlockOthers() {
        // Given
        String bad = Objects.requireNonNull(mapper.map(ResultSamples.open("f-bad", 1, "bad")))
                .place()
                .name();
        server.fail(request -> request.endsWith(bad), 500, "{}", Map.of(), Integer.MAX_VALUE);
        workers.start(1);

        // When
        want("f-bad", 1);
        for (int i = 0; i < 20; i++) {
            want("f-" + i, 1);
        }

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.results()).hasSize(20));
        await().atMost(PATIENCE).until(() -> queue.size() == 0);
        assertThat(faults).hasSize(settings.retry().attempts()).containsOnly(ApiFault.UNAVAILABLE);
    }

    @Test
    void shouldWaitAsLongAsTheServerSays() {
        // Given
        server.fail(request -> true, 429, "Too many requests", Map.of("Retry-After", "2"), 1);
        workers.start(2);
        long begin = System.nanoTime();

        // When
        want("f-1", 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lifecycles()).containsExactly("created"));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(faults).containsExactly(ApiFault.THROTTLED);
    }

    @ParameterizedTest
    @CsvSource({"namespaces, NAMESPACE_MISSING", "results, CRD_MISSING"})
    void shouldHoldAllBackWhileNoneCanSucceed(String missing, ApiFault fault) {
        // Given
        String body = FakeResultServer.status(404, "NotFound", "not found", missing);
        FakeResultServer.Fault all = server.fail(request -> true, 404, body, Map.of(), Integer.MAX_VALUE);
        workers.start(2);

        // When
        for (int i = 0; i < 20; i++) {
            want("f-" + i, 1);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(gate.fault()).isEqualTo(fault));
        server.lift(all);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.results()).hasSize(20));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(gate.fault()).isNull());
        assertThat(faults).hasSizeLessThan(20);
    }

    private static ExplainedFailure open(String id, Subject subject) {
        return ResultSamples.explained(ResultSamples.failure(id, "shop-1", subject, 1, Failure.State.OPEN, "broken"));
    }

    private void compare() {
        ledger.compare(ledger.mark(), api.list().results(), id -> true)
                .failureIds()
                .forEach(queue::add);
    }

    private void want(String id, int revision) {
        ledger.want(id, mapper.map(ResultSamples.open(id, revision, "message " + revision)));
        queue.add(id);
    }

    private List<String> lifecycles() {
        return server.results().values().stream()
                .map(result -> result.at("/status/lifecycle").asText())
                .toList();
    }

    private final class Faults implements ResultObserver {
        @Override
        public void written(String action) {}

        @Override
        public void fault(ApiFault fault) {
            faults.add(fault);
        }

        @Override
        public void unreadable(String topic) {}
    }
}
