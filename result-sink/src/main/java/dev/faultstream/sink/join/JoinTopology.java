package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.tracing.Tracing;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TableJoined;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Failures, joined with explanations by explanation key.
 *
 * <p>A revision goes out at once, with the words known for it, and not by way of the join: the join answers through two
 * topics of its own, and drops the answer for a revision that has been overtaken meanwhile. What it answers is
 * published when it changes the words. So every revision is published once, and the last record of a failure is always
 * what the two tables say together, whatever came first.
 */
final class JoinTopology {
    static final String JOIN = "explain-failures";

    private static final Serde<String> KEY = FaultstreamSerdes.key();

    private JoinTopology() {}

    static Topology build(TopicNames topics, JoinObserver observer, Tracing tracing, Properties properties) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        KTable<String, Failure> failures = table(builder, topics.failures(), "failures", FaultstreamSerdes.failure());
        KTable<String, Explanation> explanations =
                table(builder, topics.explanations(), "explanations", FaultstreamSerdes.explanation());

        KStream<String, Candidate> revisions = failures.toStream(Named.as("stream-revisions"))
                .mapValues(failure -> new Candidate.Revision(failure), Named.as("take-revisions"));
        KStream<String, Candidate> joined = failures.<Candidate, String, Explanation>leftJoin(
                        explanations,
                        (Failure failure) -> failure.explanationKey(),
                        Candidate.Joined::new,
                        TableJoined.as(JOIN),
                        UnreadTable.named("joined-failures"))
                .toStream(Named.as("stream-explanations"))
                // Null means that the failure is gone, which its own tombstone has told already.
                .filter((id, candidate) -> candidate != null, Named.as("drop-gone-failures"));

        revisions
                .merge(joined, Named.as("merge-candidates"))
                .process(new PublishSupplier(observer, tracing), Named.as("publish-failures"))
                .to(
                        topics.failuresExplained(),
                        Produced.with(KEY, FaultstreamSerdes.explainedFailure()).withName("explained-failures-sink"));
        return builder.build();
    }

    /**
     * A topic as a table with a changelog of its own. The topic itself would do as the changelog, but then a restore
     * would put its unreadable records, which processing leaves out, into the store.
     */
    private static <T> KTable<String, T> table(StreamsBuilder builder, String topic, String name, Serde<T> serde) {
        return builder.table(
                topic,
                Consumed.with(KEY, serde).withName("read-" + name),
                Materialized.<String, T, KeyValueStore<Bytes, byte[]>>as(name)
                        .withKeySerde(KEY)
                        .withValueSerde(serde)
                        .withCachingDisabled());
    }
}
