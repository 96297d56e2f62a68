package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.explanation.ExplainedFailure.Source;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.KafkaFixture;
import dev.faultstream.sink.Samples;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The writer between a broker and a fake API server: restarts, orphans, hand edits, several instances. */
@SuppressWarnings("try") // what is opened runs by itself
class ResultWriterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration SELDOM = Duration.ofMinutes(5);

    private static KafkaFixture kafka;

    private final FakeResultServer server = new FakeResultServer();

    @BeforeAll
    static void startBroker() {
        kafka = new KafkaFixture();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldKeepOneResultForEachOpenFailure() {
        // Given
        TopicNames topics = kafka.createTopics("live-");
        kafka.send(topics, ResultSamples.open("f-1", 1, "one"));
        kafka.send(topics, ResultSamples.open("f-2", 1, "two"));
        kafka.send(topics, ResultSamples.resolved("f-2", 2));
        try (ResultWriter writer = start(topics, SELDOM)) {
            awaitResults(1);

            // When
            Failure failure = ResultSamples.open("f-1", 1, "one").failure();
            kafka.send(topics, ResultSamples.explained(failure, "In other words.", Source.MODEL));
            kafka.send(topics, ResultSamples.open("f-3", 1, "three"));

            // Then
            awaitResults(2);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            server.results().values())
                    .anyMatch(result -> result.at("/spec/details").asText().startsWith("Error: In other words.")));

            // When
            kafka.send(topics, ResultSamples.resolved("f-1", 2));
            kafka.send(topics.failuresExplained(), "f-3", null, FaultstreamSerdes.explainedFailure(), Samples.at(3));

            // Then
            awaitResults(0);
        }
    }

    @Test
    void shouldRemoveOrphansAndWriteOnlyWhatDiffersAfterARestart() {
        // Given
        TopicNames topics = kafka.createTopics("again-");
        for (int i = 0; i < 10; i++) {
            kafka.send(topics, ResultSamples.open("f-" + i, 1, "message"));
        }
        try (ResultWriter writer = start(topics, Duration.ofSeconds(1))) {
            awaitResults(10);
            awaitLifecycle("historical");
        }
        kafka.send(topics, ResultSamples.resolved("f-3", 2));
        kafka.send(topics, ResultSamples.open("f-4", 2, "changed"));
        kafka.flush();
        server.setPageSize(3);
        server.takeRequests();

        // When
        try (ResultWriter writer = start(topics, SELDOM)) {
            // Then
            awaitResults(9);
            await().atMost(PATIENCE).until(() -> writer.isReady() && writer.pending() == 0);
            assertThat(server.takeRequests().stream()
                            .filter(request -> !request.startsWith("GET") && !request.startsWith("WATCH")))
                    .hasSize(3)
                    .anyMatch(request -> request.startsWith("DELETE"))
                    .anyMatch(request -> request.endsWith("/status"));
        }
    }

    @Test
    void shouldBringBackAtOnceWhatWasEditedOrDeletedByHandAndLeaveOthersAlone() {
        // Given
        TopicNames topics = kafka.createTopics("edited-");
        kafka.send(topics, ResultSamples.open("f-1", 1, "one"));
        kafka.send(topics, ResultSamples.open("f-2", 1, "two"));
        try (ResultWriter writer = start(topics, SELDOM)) {
            awaitResults(2);
            awaitLifecycle("created");
            await().atMost(PATIENCE).until(() -> server.watching() == 1 && writer.pending() == 0);
            Map<String, ObjectNode> before = server.results();
            String edited = before.keySet().iterator().next();

            // When
            ObjectNode changed = Objects.requireNonNull(before.get(edited)).deepCopy();
            ((ObjectNode) changed.get("spec")).put("details", "edited by hand");
            ((ObjectNode) changed.at("/metadata/labels")).remove("faultstream.dev/severity");
            ((ObjectNode) changed.at("/metadata/labels")).put("mine", "stays");
            server.put(edited, changed);
            before.keySet().stream().skip(1).forEach(server::remove);
            ObjectNode foreign = changed.deepCopy();
            ((ObjectNode) foreign.at("/metadata/labels")).put("k8sgpts.k8sgpt.ai/name", "k8sgpt-sample");
            server.put("foreign", foreign);

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                Map<String, ObjectNode> after = server.results();
                ObjectNode other = Objects.requireNonNull(after.remove("foreign"));
                assertThat(other.at("/spec/details").asText()).isEqualTo("edited by hand");
                assertThat(after.keySet()).isEqualTo(before.keySet());
                assertThat(after.values()).allSatisfy(result -> {
                    assertThat(result.at("/spec/details").asText()).startsWith("Error:");
                    assertThat(result.at("/metadata/labels").has("faultstream.dev/severity"))
                            .isTrue();
                });
            });
        }
    }

    @Test
    void shouldNotFightWithoutEndOverAResult() {
        // Given
        TopicNames topics = kafka.createTopics("fight-");
        kafka.send(topics, ResultSamples.open("f-1", 1, "one"));
        AtomicInteger edits = new AtomicInteger();
        try (ResultWriter writer = start(topics, SELDOM)) {
            awaitLifecycle("created");
            awaitResults(1);
            await().atMost(PATIENCE).until(() -> server.watching() == 1 && writer.pending() == 0);
            server.takeRequests();
            long begin = System.nanoTime();

            // When
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
                server.results().forEach((name, result) -> {
                    if (!result.at("/spec/details").asText().equals("mine")) {
                        ((ObjectNode) result.get("spec")).put("details", "mine");
                        server.put(name, result);
                        edits.incrementAndGet();
                    }
                });
                return edits.get() == 12;
            });

            // Then
            // Ten waits of at least 100 ms each, after the first two.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(500));
            assertThat(server.takeRequests()).hasSizeLessThanOrEqualTo(2 * edits.get());
        }
    }

    @Test
    void shouldCompareAgainWhenAWatchEndsAndDoWithoutOneWhereItIsForbidden() {
        // Given
        TopicNames topics = kafka.createTopics("unwatched-");
        kafka.send(topics, ResultSamples.open("f-1", 1, "one"));
        try (ResultWriter writer = start(topics, Duration.ofSeconds(2))) {
            awaitResults(1);
            await().atMost(PATIENCE).until(() -> server.watching() == 1);
            FakeResultServer.Fault forbidden = server.fail(
                    request -> request.startsWith("WATCH"),
                    403,
                    FakeResultServer.status(403, "Forbidden", "may not watch", "results"),
                    Map.of(),
                    Integer.MAX_VALUE);

            // When
            server.endWatches(true);
            await().atMost(PATIENCE).until(() -> server.watching() == 0);
            server.endWatches(false);
            server.results().keySet().forEach(server::remove);

            // Then
            awaitResults(1);
            await().atMost(PATIENCE).until(writer::isReady);

            // When
            server.lift(forbidden);

            // Then
            await().atMost(PATIENCE).until(() -> server.watching() == 1);
        }
    }

    @Test
    void shouldSayOnceThatTheNamespaceIsGoneAndWriteAllAgainWhenItIsBack() {
        // Given
        TopicNames topics = kafka.createTopics("deleted-");
        kafka.send(topics, ResultSamples.open("f-1", 1, "one"));
        kafka.send(topics, ResultSamples.open("f-2", 1, "two"));
        try (ResultWriter writer = start(topics, Duration.ofSeconds(1))) {
            awaitResults(2);
            FakeResultServer.Fault terminating = server.fail(
                    request -> request.startsWith("PATCH"),
                    403,
                    FakeResultServer.status(
                            403, "Forbidden", "unable to create: namespace faults is being terminated", "results"),
                    Map.of(),
                    Integer.MAX_VALUE);

            // When
            server.results().keySet().forEach(server::remove);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.describe()).contains("namespace-missing"));
            // Then
            await().pollInterval(Duration.ofMillis(5))
                    .during(Duration.ofSeconds(3))
                    .atMost(PATIENCE)
                    .until(() -> writer.describe().contains("namespace-missing"));
            assertThat(writer.isReady()).isFalse();

            // When
            server.lift(terminating);

            // Then
            awaitResults(2);
            await().atMost(PATIENCE).until(writer::isReady);
        }
    }

    @Test
    void shouldShareFailuresBetweenInstancesAndTakeThemOver() {
        // Given
        TopicNames topics = kafka.createTopics("shared-");
        ResultWriter first = start(topics, Duration.ofSeconds(1));
        try (ResultWriter second = start(topics, Duration.ofSeconds(1))) {
            for (int i = 0; i < 20; i++) {
                kafka.send(topics, ResultSamples.open("f-" + i, 1, "message"));
            }
            awaitResults(20);

            // When
            first.close();
            for (int i = 0; i < 10; i++) {
                kafka.send(topics, ResultSamples.resolved("f-" + i, 2));
            }

            // Then
            awaitResults(10);
            await().atMost(PATIENCE).until(() -> second.open() == 10);
        } finally {
            first.close();
        }
    }

    @Test
    void shouldWaitForTheCrdAndLeaveOutWhatItCannotRead() {
        // Given
        TopicNames topics = kafka.createTopics("waits-");
        FakeResultServer.Fault missing =
                server.fail(request -> true, 404, "404 page not found", Map.of(), Integer.MAX_VALUE);
        kafka.send(topics.failuresExplained(), "f-bad", new byte[] {'{'}, Serdes.ByteArray(), Samples.START);
        kafka.send(topics, ResultSamples.open("f-1", 1, "one"));
        try (ResultWriter writer = start(topics, Duration.ofSeconds(1))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.describe()).contains("crd-missing"));
            assertThat(writer.isReady()).isFalse();

            // When
            server.lift(missing);

            // Then
            awaitResults(1);
            await().atMost(PATIENCE).until(writer::isReady);
        }
    }

    private ResultWriter start(TopicNames topics, Duration reconcileInterval) {
        kafka.flush();
        ResultWriter writer = new ResultWriter(
                ResultSamples.settings(topics.failuresExplained(), reconcileInterval, kafka.client()),
                server.config(),
                ResultObserver.none(),
                Tracing.off(),
                new Random(1));
        writer.start();
        return writer;
    }

    private void awaitResults(int count) {
        kafka.flush();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.results()).hasSize(count));
    }

    private void awaitLifecycle(String lifecycle) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.results().values())
                .allSatisfy(result ->
                        assertThat(result.at("/status/lifecycle").asText()).isEqualTo(lifecycle)));
    }
}
