package dev.faultstream.standalone.kafka;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which Kafka is used. A mixin of commands. */
public final class BrokerOptions {
    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Use this Kafka, in place of one in this process.")
    private @Nullable String bootstrapServer;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where the Kafka in this process keeps its topics, and 'up' its state, from one run to the next.")
    private @Nullable Path dataDirectory;

    /** The address of another Kafka; null for one in this process. */
    public @Nullable String bootstrapServer() {
        return bootstrapServer;
    }

    /** What is kept from one run to the next; null for nothing. */
    public @Nullable Path dataDirectory() {
        return dataDirectory;
    }
}
