package dev.faultstream.sink.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.Samples;
import dev.faultstream.streams.DeadLetters;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The join's topology on Kafka Streams' test driver. */
final class JoinHarness implements AutoCloseable {
    static final TopicNames TOPICS = TopicNames.unprefixed();

    final TestInputTopic<String, Failure> failures;
    final TestInputTopic<String, Explanation> explanations;
    final TestInputTopic<String, byte[]> rawFailures;
    final TestOutputTopic<String, byte[]> deadLetters;
    private final TestOutputTopic<String, ExplainedFailure> explained;
    private final TopologyTestDriver driver;
    private final Topology topology;

    JoinHarness(Path stateDir) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "join-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, TOPICS.deadLetters());
        // With transactions, the driver loses what is sent for a record that is never processed: a dead letter.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        topology = JoinTopology.build(TOPICS, JoinObserver.none(), Tracing.off(), properties);
        driver = new TopologyTestDriver(topology, properties, Samples.START);
        StringSerializer key = new StringSerializer();
        failures = driver.createInputTopic(
                TOPICS.failures(), key, FaultstreamSerdes.failure().serializer());
        explanations = driver.createInputTopic(
                TOPICS.explanations(), key, FaultstreamSerdes.explanation().serializer());
        rawFailures = driver.createInputTopic(TOPICS.failures(), key, new ByteArraySerializer());
        explained = driver.createOutputTopic(
                TOPICS.failuresExplained(),
                new StringDeserializer(),
                FaultstreamSerdes.explainedFailure().deserializer());
        deadLetters =
                driver.createOutputTopic(TOPICS.deadLetters(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    String shape() {
        return topology.describe().toString();
    }

    void send(Failure failure) {
        failures.pipeInput(failure.id(), failure, failure.changedAt());
    }

    void remove(String id) {
        failures.pipeInput(id, (Failure) null, Samples.at(100));
    }

    void send(Explanation explanation) {
        explanations.pipeInput(explanation.key(), explanation, explanation.createdAt());
    }

    List<TestRecord<String, ExplainedFailure>> output() {
        return explained.readRecordsToList();
    }

    static @Nullable String header(TestRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        driver.close();
    }
}
