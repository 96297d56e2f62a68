package dev.faultstream.service;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigTable;

/** What there is to know of a service before it runs: its name, its settings and how it is made. */
public interface ServiceDefinition {
    /** One word, for example {@code watcher}. */
    String name();

    /** One sentence for a person. */
    String description();

    /** All settings that it reads, without those of {@link ServiceMain} itself. */
    ConfigTable configuration();

    /**
     * Makes the service; connects to nothing.
     *
     * @throws dev.faultstream.service.config.ConfigException if the settings cannot be used
     */
    Service create(Config config, ServiceContext context);
}
