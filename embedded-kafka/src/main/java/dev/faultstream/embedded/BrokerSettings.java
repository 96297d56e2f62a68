package dev.faultstream.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The Kafka settings of a node that is broker, controller and quorum at once: small, quick to react, nothing replicated. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CLIENT_LISTENER = "CLIENT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Properties of(
            Path logs,
            int clientPort,
            int controllerPort,
            Map<String, String> overrides,
            @Nullable BrokerSecurity security) {
        Map<String, String> settings = new HashMap<>();
        addNode(settings, logs, clientPort, controllerPort);
        addInternalTopics(settings);
        addSmallFootprint(settings);
        addQuickReactions(settings);
        if (security != null) {
            settings.putAll(security.brokerSettings());
        }
        settings.putAll(overrides);
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private static void addNode(Map<String, String> settings, Path logs, int clientPort, int controllerPort) {
        String client = CLIENT_LISTENER + "://" + LoopbackSockets.hostAndPort(clientPort);
        String controller = CONTROLLER_LISTENER + "://" + LoopbackSockets.hostAndPort(controllerPort);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        // Static voters are read from here at each start, so the controller's port may differ from the last run's.
        settings.put("controller.quorum.voters", NODE_ID + "@" + LoopbackSockets.hostAndPort(controllerPort));
        settings.put("listeners", client + "," + controller);
        settings.put("advertised.listeners", client);
        settings.put(
                "listener.security.protocol.map", CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("log.dirs", logs.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("server.max.startup.time.ms", "60000");
    }

    private static void addInternalTopics(Map<String, String> settings) {
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "2");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "2");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "2");
    }

    private static void addSmallFootprint(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("group.coordinator.threads", "1");
        // The default takes 128 MiB of this JVM's heap.
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        settings.put("metadata.max.idle.interval.ms", "5000");
        settings.put("metric.reporters", "");
    }

    private static void addQuickReactions(Map<String, String> settings) {
        // After a crash, the broker cannot register again before the session of its last run has ended.
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.streams.initial.rebalance.delay.ms", "0");
        for (String protocol : new String[] {"consumer", "share", "streams"}) {
            settings.put("group." + protocol + ".min.heartbeat.interval.ms", "100");
            settings.put("group." + protocol + ".heartbeat.interval.ms", "500");
            settings.put("group." + protocol + ".min.session.timeout.ms", "1000");
            settings.put("group." + protocol + ".assignment.interval.ms", "0");
        }
        settings.put("group.share.min.record.lock.duration.ms", "1000");
    }
}
