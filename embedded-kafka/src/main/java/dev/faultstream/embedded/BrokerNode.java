package dev.faultstream.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's own controller and broker, put together as {@link KafkaRaftServer} does it, but on sockets that are bound already and
 * with fault handlers that leave the process alone.
 */
final class BrokerNode {

    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerNode.class);
    private static final String LOG_PREFIX = "[EmbeddedKafka] ";

    private final ControllerServer controller;
    private final BrokerServer broker;

    private BrokerNode(ControllerServer controller, BrokerServer broker) {
        this.controller = controller;
        this.broker = broker;
    }

    static BrokerNode create(KafkaConfig config, int controllerPort, LoopbackSockets sockets, FaultRecorder faults) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> storage =
                KafkaRaftServer.initializeLogDirs(config, LOGGER, LOG_PREFIX);
        Metrics metrics = Server.initializeMetrics(
                config, Time.SYSTEM, storage._1().clusterId().orElseThrow());
        SharedServer shared = new SharedServer(
                config,
                storage._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(
                        Map.of(BrokerSettings.NODE_ID, LoopbackSockets.address(controllerPort))),
                List.of(),
                faults,
                sockets);
        return new BrokerNode(
                new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2()), new BrokerServer(shared));
    }

    /** Returns when the broker serves clients. */
    void start() {
        controller.startup();
        broker.startup();
    }

    /** Also stops what a failed start has left running. */
    void stop(Duration brokerTimeout) {
        try {
            broker.shutdown(brokerTimeout);
        } finally {
            controller.shutdown();
        }
    }
}
