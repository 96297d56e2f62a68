package dev.faultstream.sink.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.ExplainedFailure.Source;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.KafkaFixture;
import dev.faultstream.sink.Samples;
import dev.faultstream.streams.StreamsApplication;
import dev.faultstream.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The join on a broker with several partitions: restart, restore, takeover, dead letters. */
@SuppressWarnings("try") // what is opened runs by itself
class FailureJoinIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FAILURES = 40;
    private static final int SHAPES = 5;

    private static KafkaFixture kafka;

    @TempDir
    Path stateDir;

    @BeforeAll
    static void startBroker() {
        kafka = new KafkaFixture();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void shouldPublishEveryRevisionOnceAcrossARestart() {
        // Given
        TopicNames topics = kafka.createTopics("restart-");
        try (StreamsApplication join = start(topics, stateDir.resolve("a"))) {
            sendRevisions(topics, 1, 2);
            sendExplanations(topics);
            awaitModelForAll(topics, 2);
        }

        // When
        sendRevisions(topics, 3, 4);
        try (StreamsApplication join = start(topics, stateDir.resolve("a"))) {
            awaitModelForAll(topics, 4);
        }

        // Then
        assertEachRevisionOnceInOrder(topics, 4);
    }

    @Test
    void shouldPublishNothingAgainWhenItsStateIsWipedAndRestored() throws IOException {
        // Given
        TopicNames topics = kafka.createTopics("wiped-");
        Path state = stateDir.resolve("b");
        try (StreamsApplication join = start(topics, state)) {
            sendRevisions(topics, 1, 2);
            sendExplanations(topics);
            awaitModelForAll(topics, 2);
        }
        int before = kafka.read(topics.failuresExplained()).size();
        wipe(state);

        // When
        try (StreamsApplication join = start(topics, state)) {
            sendRevisions(topics, 2, 3);
            awaitModelForAll(topics, 3);
        }

        // Then: the second revision was sent again and is known, the third has the words at once
        assertThat(kafka.read(topics.failuresExplained())).hasSize(before + FAILURES);
        assertEachRevisionOnceInOrder(topics, 3);
    }

    @Test
    void shouldShareTheWorkAndHandItOverWhenAnInstanceGoes() {
        // Given
        TopicNames topics = kafka.createTopics("takeover-");
        StreamsApplication first = start(topics, stateDir.resolve("c"));
        try (StreamsApplication second = start(topics, stateDir.resolve("d"))) {
            sendRevisions(topics, 1, 2);
            sendExplanations(topics);

            // When
            first.close();
            sendRevisions(topics, 3, 3);

            // Then
            awaitModelForAll(topics, 3);
            assertEachRevisionOnceInOrder(topics, 3);
        } finally {
            first.close();
        }
    }

    @Test
    void shouldPutAsideWhatItCannotRead() {
        // Given
        TopicNames topics = kafka.createTopics("letters-");
        try (StreamsApplication join = start(topics, stateDir.resolve("e"))) {
            // When
            kafka.send(topics.failures(), "f-bad", new byte[] {'{'}, Serdes.ByteArray(), Samples.START);
            kafka.send(topics.explanations(), "e-bad", new byte[] {'['}, Serdes.ByteArray(), Samples.START);
            kafka.send(topics, Samples.open("f-good", 1));

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(kafka.read(topics.deadLetters()))
                        .extracting(ConsumerRecord::key)
                        .containsExactlyInAnyOrder("f-bad", "e-bad");
                assertThat(kafka.explained(topics)).hasSize(1);
            });
        }
    }

    @Test
    void shouldPassTombstonesOn() {
        // Given
        TopicNames topics = kafka.createTopics("tombstones-");
        try (StreamsApplication join = start(topics, stateDir.resolve("f"))) {
            kafka.send(topics, Samples.open("f-1", 1));
            kafka.send(topics, Samples.resolved("f-1", 2));

            // When
            kafka.send(topics.failures(), "f-1", null, FaultstreamSerdes.failure(), Samples.at(9));

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(kafka.read(topics.failuresExplained()))
                    .hasSize(3)
                    .last()
                    .matches(record -> record.value() == null));
        }
    }

    private static StreamsApplication start(TopicNames topics, Path state) {
        StreamsApplication join = FailureJoin.create(
                topics,
                StreamsSettings.of(topics.deadLetters(), topics.prefix() + "sink", state, kafka.client()),
                KafkaFixture.PARTITIONS,
                JoinObserver.none(),
                Tracing.off());
        join.start();
        await().atMost(PATIENCE).until(join::isRunning);
        return join;
    }

    private static void sendRevisions(TopicNames topics, int from, int to) {
        for (int revision = from; revision <= to; revision++) {
            for (int i = 0; i < FAILURES; i++) {
                kafka.send(topics, Samples.openWithKey("f-" + i, revision, "e-" + i % SHAPES));
            }
        }
        kafka.flush();
    }

    private static void sendExplanations(TopicNames topics) {
        for (int shape = 0; shape < SHAPES; shape++) {
            kafka.send(topics, Samples.explanation("e-" + shape, "No image {image}."));
        }
        kafka.flush();
    }

    private static void awaitModelForAll(TopicNames topics, int revision) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, ExplainedFailure> last = new HashMap<>();
            kafka.explained(topics)
                    .forEach(explained -> last.put(explained.failure().id(), explained));
            assertThat(last).hasSize(FAILURES);
            assertThat(last.values()).allSatisfy(explained -> {
                assertThat(explained.failure().revision()).isEqualTo(revision);
                assertThat(explained.explanation().source()).isEqualTo(Source.MODEL);
                assertThat(explained.explanation().error())
                        .isEqualTo("No image registry.example/web:" + revision + ".");
            });
        });
    }

    /** Each revision, each with what is new about it, in order; none is lost or there twice. */
    private static void assertEachRevisionOnceInOrder(TopicNames topics, int revisions) {
        Map<String, List<ExplainedFailure>> byId = new HashMap<>();
        kafka.explained(topics)
                .forEach(explained -> byId.computeIfAbsent(explained.failure().id(), id -> new ArrayList<>())
                        .add(explained));
        assertThat(byId.values()).allSatisfy(history -> {
            assertThat(history).doesNotHaveDuplicates();
            assertThat(history)
                    .extracting(explained -> explained.failure().revision())
                    .isSorted();
            assertThat(history.stream()
                            .map(ExplainedFailure::failure)
                            .map(Failure::revision)
                            .distinct())
                    .hasSize(revisions);
        });
    }

    private static void wipe(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
