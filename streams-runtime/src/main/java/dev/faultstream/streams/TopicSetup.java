package dev.faultstream.streams;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.topic.TopicOutcome;
import dev.faultstream.schemas.topic.TopicProvisioner;
import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.schemas.topic.TopicSpec;
import dev.faultstream.service.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure, before an application starts, that Faultstream's topics are there. */
public final class TopicSetup implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TopicSetup.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Admin admin;
    private final Clock clock;

    /**
     * @param clientId names the admin client
     */
    public TopicSetup(KafkaSettings kafka, String clientId, Clock clock) {
        this.admin = Admin.create(kafka.forAdmin(clientId));
        this.clock = clock;
    }

    /**
     * Creates the topics that are missing, and says of the others what is not as configured; changes none.
     *
     * @param names those that the caller uses; no others are looked at
     * @param create whether to create topics; else they are waited for
     */
    public void ensure(TopicSettings settings, Set<String> names, boolean create) {
        List<TopicSpec> specs = TopicSpec.all(settings).stream()
                .filter(spec -> names.contains(spec.name()))
                .toList();
        TopicProvisioner provisioner = new TopicProvisioner(admin, clock, TIMEOUT);
        for (TopicOutcome outcome : create ? provisioner.provision(specs) : provisioner.await(specs)) {
            List<String> differences =
                    outcome.match(created -> List.of(), expected -> List.of(), TopicOutcome.Differs::differences);
            if (!differences.isEmpty()) {
                LOGGER.atWarn()
                        .addKeyValue(LogKeys.TOPIC, outcome.topic())
                        .addKeyValue("differences", differences)
                        .log("a topic is not as it is configured here; it is left as it is");
            }
        }
    }

    /** How many partitions a topic has. */
    public int partitionsOf(String topic) throws InterruptedException {
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(List.of(topic)).allTopicNames().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return requireNonNull(topics.get(topic), topic).partitions().size();
        } catch (ExecutionException | TimeoutException e) {
            throw new StreamsException("cannot describe the topic " + topic, e);
        }
    }

    /** Gives up what nobody waits for any more. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
