package dev.faultstream.service;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.kafka.KafkaRight;
import java.util.List;

/** What there is to know of a service before it runs: its name, its settings and how it is made. */
public interface ServiceDefinition {
    /** One word, for example {@code watcher}. */
    String name();

    /** One sentence for a person. */
    String description();

    /** All settings that it reads, without those of {@link ServiceMain} itself. */
    ConfigTable configuration();

    /** What its user must be allowed to do in Kafka, for messages and documentation. */
    default List<KafkaRight> rights(Config config) {
        return List.of();
    }

    /**
     * Makes the service; connects to nothing.
     *
     * @throws dev.faultstream.service.config.ConfigException if the settings cannot be used
     */
    Service create(Config config, ServiceContext context);
}
