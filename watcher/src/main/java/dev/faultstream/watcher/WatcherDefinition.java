package dev.faultstream.watcher;

import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.service.kafka.TopicKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

/** The watcher as a service. */
public final class WatcherDefinition implements ServiceDefinition {
    @Override
    public String name() {
        return "watcher";
    }

    @Override
    public String description() {
        return "Lists and watches clusters, or plays a recording, and publishes every change.";
    }

    @Override
    public ConfigTable configuration() {
        return WatcherKeys.TABLE;
    }

    @Override
    public List<KafkaRight> rights(Config config) {
        String topic = TopicKeys.names(config).resourceSnapshots();
        return List.of(
                KafkaRight.topic(topic, "what it publishes", AclOperation.WRITE),
                KafkaRight.topic(
                                topic,
                                "what earlier runs left, which it removes; without it analyzers still hide that, and the"
                                        + " topic keeps it. Needed to go on with a recording"
                                        + " (`watcher.recording.resume`)",
                                AclOperation.READ)
                        .optional());
    }

    @Override
    public Service create(Config config, ServiceContext context) {
        WatcherSettings settings = WatcherSettings.from(config);
        WatcherSettings.Recording recording = settings.source().recording();
        if (recording != null) {
            for (Path path : recording.paths()) {
                if (!Files.isReadable(path)) {
                    throw ConfigException.of(WatcherKeys.RECORDING, "names what cannot be read: \"" + path + "\"");
                }
            }
        }
        try {
            return new WatcherService(settings, context);
        } catch (IllegalArgumentException e) {
            throw ConfigException.of(WatcherKeys.CLUSTERS, String.valueOf(e.getMessage()), e);
        }
    }
}
