package dev.faultstream.sink.join;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.streams.StreamsApplication;
import dev.faultstream.streams.StreamsSettings;

/** The join of failures and explanations as a Kafka Streams application. */
public final class FailureJoin {
    /** What the names of its inner topics begin with, after the application's id. */
    public static final String INNER_TOPICS = JoinTopology.JOIN + "-subscription-";

    private FailureJoin() {}

    /**
     * Makes the join; nothing is published before it is started. The caller closes it.
     *
     * @param topics the names of what it reads and writes, which must exist when it starts
     * @param partitions of the topics that it reads
     * @param observer is told what it does
     * @param tracing follows failures
     */
    public static StreamsApplication create(
            TopicNames topics, StreamsSettings settings, int partitions, JoinObserver observer, Tracing tracing) {
        requireNonNull(topics, "topics");
        requireNonNull(observer, "observer");
        requireNonNull(tracing, "tracing");
        return new StreamsApplication(
                settings,
                partitions,
                observer,
                properties -> JoinTopology.build(topics, observer, tracing, properties));
    }
}
