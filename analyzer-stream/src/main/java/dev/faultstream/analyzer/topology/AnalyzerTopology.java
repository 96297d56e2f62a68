package dev.faultstream.analyzer.topology;

import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.TopicNames;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Snapshots in, failures out: one processor over the engine's stores. Each partition is analysed by itself; scaling out
 * is starting another instance.
 */
public final class AnalyzerTopology {
    static final String SOURCE = "snapshots-source";
    static final String PROCESSOR = "analyze-snapshots";
    static final String FAILURES_SINK = "failures-sink";
    static final String DEAD_LETTERS_SINK = "dead-letters-sink";

    private AnalyzerTopology() {}

    /** The topology; a function of its arguments alone. */
    public static Topology build(TopicNames topics, SnapshotProcessorSupplier processor, Properties properties) {
        Topology topology = new Topology(new TopologyConfig(new StreamsConfig(properties)));
        topology.addReadOnlyStateStore(
                StoreNames.resources(),
                SOURCE,
                new StringDeserializer(),
                Serdes.ByteArray().deserializer(),
                topics.resourceSnapshots(),
                PROCESSOR,
                maintaining(processor));
        for (String store : StoreNames.OWN) {
            topology.addStateStore(StoreNames.own(store), PROCESSOR);
        }
        topology.addSink(
                FAILURES_SINK,
                topics.failures(),
                new StringSerializer(),
                FaultstreamSerdes.failure().serializer(),
                PROCESSOR);
        topology.addSink(
                DEAD_LETTERS_SINK, topics.deadLetters(), new StringSerializer(), new ByteArraySerializer(), PROCESSOR);
        return topology;
    }

    /**
     * Kafka Streams types the processor that keeps a read-only store in step with its topic as one that forwards
     * nothing. Ours keeps the store in step as its first act, because it must see what a record replaces, and then
     * forwards failures; nothing in Kafka Streams minds.
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ProcessorSupplier<String, byte[], Void, Void> maintaining(SnapshotProcessorSupplier processor) {
        return (ProcessorSupplier) processor;
    }
}
