package dev.faultstream.watcher;

import dev.faultstream.service.kafka.AccessProblem;
import dev.faultstream.watcher.change.Pause;
import dev.faultstream.watcher.publish.LeftoverScan;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what earlier runs left in the topic, once it is known of every kind what there is. */
final class LeftoverCleaning {
    private static final Logger LOGGER = LoggerFactory.getLogger(LeftoverCleaning.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final WatcherSettings settings;
    private final Pause pause;

    LeftoverCleaning(WatcherSettings settings, Pause pause) {
        this.settings = settings;
        this.pause = pause;
    }

    void run(List<Publishing.Watched> clusters) throws InterruptedException {
        for (Publishing.Watched watched : clusters) {
            while (!watched.watch().isSettled()) {
                pause.of(BETWEEN_LOOKS);
            }
            clean(watched);
        }
    }

    /** What cannot be cleaned now is hidden anyway and is cleaned after the next start. */
    private void clean(Publishing.Watched watched) throws InterruptedException {
        try (Consumer<String, byte[]> consumer =
                SnapshotTopic.consumer(settings.kafka(), "faultstream-watcher-leftovers")) {
            int removed = new LeftoverScan(watched.cluster(), watched.publisher(), watched.watch())
                    .run(consumer, settings.topics().resourceSnapshots());
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.CLUSTER, watched.cluster())
                    .addKeyValue(LogKeys.RECORDS, removed)
                    .log("leftovers of earlier runs removed");
        } catch (KafkaException e) {
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.CLUSTER, watched.cluster())
                    .addKeyValue(
                            LogKeys.ERROR,
                            AccessProblem.describe(e).orElse(e.getClass().getSimpleName()))
                    .log("leftovers of earlier runs stay in the topic for now");
        }
    }
}
