package dev.faultstream.embedded;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker with its controller in this JVM, reachable on the loopback interface only, without
 * authentication unless its settings have a {@link BrokerSecurity}.
 *
 * <p>Share groups and transactions work; nothing is replicated, and topics have to be created. The caller closes it: clients
 * first, then the broker. Safe for use by several threads.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final short ONE_REPLICA = 1;

    private final BrokerNode node;
    private final DataDirectory directory;
    private final FaultRecorder faults;
    private final int port;
    private final Duration closeTimeout;
    private final @Nullable BrokerSecurity security;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(
            BrokerNode node, DataDirectory directory, FaultRecorder faults, int port, EmbeddedKafkaSettings settings) {
        this.node = node;
        this.directory = directory;
        this.faults = faults;
        this.port = port;
        this.closeTimeout = settings.closeTimeout();
        this.security = settings.security();
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @throws EmbeddedKafkaException if the port is taken, the data directory is in use, or Kafka does not start
     */
    public static EmbeddedKafka start(EmbeddedKafkaSettings settings) {
        requireNonNull(settings, "settings");
        long begin = System.nanoTime();
        DataDirectory directory = DataDirectory.open(settings.dataDirectory());
        LoopbackSockets sockets = new LoopbackSockets();
        boolean started = false;
        try {
            EmbeddedKafka kafka = start(settings, directory, sockets);
            started = true;
            LOGGER.atInfo()
                    .addKeyValue("bootstrapServers", kafka.bootstrapServers())
                    .addKeyValue(
                            "startMillis",
                            Duration.ofNanos(System.nanoTime() - begin).toMillis())
                    .log("The embedded broker serves clients");
            return kafka;
        } finally {
            if (!started) {
                sockets.closeUnclaimed();
                directory.release();
            }
        }
    }

    private static EmbeddedKafka start(
            EmbeddedKafkaSettings settings, DataDirectory directory, LoopbackSockets sockets) {
        int port = sockets.reserve(settings.port());
        int controllerPort = sockets.reserve(0);
        Storage.formatOnce(directory.logs(), settings.security());
        Properties properties = BrokerSettings.of(
                directory.logs(), port, controllerPort, settings.brokerSettings(), settings.security());
        FaultRecorder faults = new FaultRecorder();
        try {
            BrokerNode node = BrokerNode.create(new KafkaConfig(properties, false), controllerPort, sockets, faults);
            EmbeddedKafka kafka = new EmbeddedKafka(node, directory, faults, port, settings);
            kafka.serve();
            return kafka;
        } catch (Exception e) { // Scala code throws checked exceptions that it does not declare
            throw new EmbeddedKafkaException("the embedded broker did not start", e);
        }
    }

    private void serve() {
        boolean serving = false;
        try {
            node.start();
            serving = true;
        } finally {
            if (!serving) {
                stopWithinTimeout();
            }
        }
    }

    /** What a client's {@code bootstrap.servers} takes. */
    public String bootstrapServers() {
        return LoopbackSockets.hostAndPort(port);
    }

    /** The settings of a client that may do everything. With a {@link BrokerSecurity} they hold its password. */
    public Map<String, Object> adminSettings() {
        Map<String, Object> settings = new HashMap<>(security == null ? Map.of() : security.adminSettings());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return settings;
    }

    /** Completes when the broker can no longer work, with the reason; never, if that does not happen. */
    public CompletionStage<Throwable> failure() {
        return faults.firstFatal();
    }

    /**
     * Creates a topic; when it returns, all partitions take records.
     *
     * @throws EmbeddedKafkaException if it exists, or the broker refuses it
     */
    public void createTopic(String name, int partitions, Map<String, String> configuration) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.of(ONE_REPLICA)).configs(configuration);
        try (Admin admin = Admin.create(adminSettings())) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new EmbeddedKafkaException("cannot create the topic " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedKafkaException("interrupted while creating the topic " + name, e);
        }
        awaitLeaders(name, partitions);
    }

    /** A consumer asks again where a topic ends until every partition's leader knows. */
    private void awaitLeaders(String topic, int partitions) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(adminSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> unused = consumer.endOffsets(all);
        } catch (KafkaException e) {
            throw new EmbeddedKafkaException("the topic " + topic + " has no leaders", e);
        }
    }

    /** Stops the broker, within the time that the settings allow; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && stopWithinTimeout()) {
            directory.release();
        }
    }

    private boolean stopWithinTimeout() {
        Thread stopper = new Thread(() -> node.stop(closeTimeout), "embedded-kafka-close");
        stopper.setDaemon(true);
        stopper.start();
        try {
            stopper.join(closeTimeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopper.isAlive()) {
            LOGGER.atWarn().addKeyValue("timeout", closeTimeout).log("The embedded broker did not stop in time");
        }
        return !stopper.isAlive();
    }
}
