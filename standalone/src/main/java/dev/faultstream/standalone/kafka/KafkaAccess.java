package dev.faultstream.standalone.kafka;

import dev.faultstream.schemas.topic.TopicException;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.schemas.topic.TopicOutcome;
import dev.faultstream.schemas.topic.TopicProvisioner;
import dev.faultstream.schemas.topic.TopicSpec;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.kafka.AccessProblem;
import dev.faultstream.service.kafka.KafkaKeys;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.standalone.CommandFailedException;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.ServiceSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The Kafka that everything goes through, as this process sees it. */
public final class KafkaAccess {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Config config;
    private final KafkaSettings settings;

    /** Access as settings say; connects to nothing yet. */
    public KafkaAccess(ServiceSettings settings) {
        this.config = settings.read(KafkaKeys.STREAMS_TABLE.and(TopicKeys.TABLE));
        this.settings = KafkaSettings.from(config);
    }

    /** The names of the topics. */
    public TopicNames topics() {
        return TopicKeys.names(config);
    }

    /** An admin client; closed by the caller. */
    public Admin admin() {
        return Admin.create(settings.forAdmin("faultstream-up-admin"));
    }

    /** Creates the topics that are missing; says what they are like, for a person. */
    public String provision(Clock clock) {
        List<TopicOutcome> outcomes = provision(config, settings, clock);
        long created = outcomes.stream()
                .filter(outcome -> outcome.match(any -> true, any -> false, any -> false))
                .count();
        long differ = outcomes.stream()
                .filter(outcome -> outcome.match(any -> false, any -> false, any -> true))
                .count();
        String text = created == 0 ? outcomes.size() + " there" : created + " created";
        return differ == 0 ? text : text + ", " + differ + " not as configured ('faultstream topics' tells)";
    }

    /**
     * Creates the topics that are missing, or waits for them where others create them, and compares those that were
     * there with what is configured.
     */
    static List<TopicOutcome> provision(Config config, KafkaSettings settings, Clock clock) {
        try {
            return provision(config, Admin.create(settings.forAdmin("faultstream-topics")), clock);
        } catch (KafkaException | TopicException e) {
            throw new CommandFailedException(
                    ExitCode.MET,
                    "Kafka at " + String.join(",", settings.bootstrapServers()) + ": "
                            + AccessProblem.describe(e, TopicsCommand.rights(TopicKeys.names(config)))
                                    .orElse(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static List<TopicOutcome> provision(Config config, Admin admin, Clock clock) {
        try {
            TopicProvisioner provisioner = new TopicProvisioner(admin, clock, TIMEOUT);
            List<TopicSpec> specs = TopicSpec.all(TopicKeys.settings(config));
            return config.get(TopicKeys.CREATE) ? provisioner.provision(specs) : provisioner.await(specs);
        } finally {
            // What was not answered in time is not waited for again.
            admin.close(Duration.ZERO);
        }
    }

    /** Whether anything was published before. */
    public boolean hasHistory() {
        try (KafkaConsumer<String, byte[]> reader = reader("faultstream-up-probe")) {
            return reader.endOffsets(partitionsOf(topics().resourceSnapshots(), reader)).values().stream()
                    .anyMatch(end -> end > 0);
        }
    }

    /** The partitions of a topic, as a client of it sees them. */
    public static List<TopicPartition> partitionsOf(String topic, Consumer<?, ?> client) {
        return client.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** A producer of an output of its own; closed by the caller. */
    public KafkaProducer<String, byte[]> writer(String clientId) {
        return new KafkaProducer<>(settings.forProducer(clientId), new StringSerializer(), new ByteArraySerializer());
    }

    /** A consumer of committed records that belongs to no group; closed by the caller. */
    public KafkaConsumer<String, byte[]> reader(String clientId) {
        Map<String, Object> properties = settings.forConsumer(clientId);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
