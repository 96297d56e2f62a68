package dev.faultstream.embedded;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedKafka} is to run.
 *
 * @param dataDirectory where topics are kept across restarts; null for a temporary directory that closing deletes
 * @param port the loopback port clients connect to; 0 for any free one
 * @param closeTimeout how long closing may take at most
 * @param brokerSettings Kafka broker settings that override the built-in ones
 * @param security TLS, users and rights; null for a broker that takes everybody on the loopback interface
 */
public record EmbeddedKafkaSettings(
        @Nullable Path dataDirectory,
        int port,
        Duration closeTimeout,
        Map<String, String> brokerSettings,
        @Nullable BrokerSecurity security) {

    private static final int ANY_PORT = 0;
    private static final int MAX_PORT = 65_535;
    private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(20);

    /** Checks the values and copies the broker settings. */
    public EmbeddedKafkaSettings {
        requireNonNull(closeTimeout, "closeTimeout");
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port must be between 0 and 65535: " + port);
        }
        if (closeTimeout.isNegative() || closeTimeout.isZero()) {
            throw new IllegalArgumentException("closeTimeout must be positive: " + closeTimeout);
        }
        brokerSettings = Map.copyOf(brokerSettings);
    }

    /** A broker on any free port whose data is gone once it is closed. */
    public static EmbeddedKafkaSettings temporary() {
        return new EmbeddedKafkaSettings(null, ANY_PORT, DEFAULT_CLOSE_TIMEOUT, Map.of(), null);
    }

    /** A broker on any free port whose data stays in the given directory, which is created if it is missing. */
    public static EmbeddedKafkaSettings inDirectory(Path dataDirectory) {
        requireNonNull(dataDirectory, "dataDirectory");
        return new EmbeddedKafkaSettings(dataDirectory, ANY_PORT, DEFAULT_CLOSE_TIMEOUT, Map.of(), null);
    }

    /** The same with a fixed client port. */
    public EmbeddedKafkaSettings withPort(int newPort) {
        return new EmbeddedKafkaSettings(dataDirectory, newPort, closeTimeout, brokerSettings, security);
    }

    /** The same with another limit on the time that closing takes. */
    public EmbeddedKafkaSettings withCloseTimeout(Duration newCloseTimeout) {
        return new EmbeddedKafkaSettings(dataDirectory, port, newCloseTimeout, brokerSettings, security);
    }

    /** The same with one Kafka broker setting overridden. */
    public EmbeddedKafkaSettings withBrokerSetting(String name, String value) {
        Map<String, String> settings = new HashMap<>(brokerSettings);
        settings.put(name, value);
        return new EmbeddedKafkaSettings(dataDirectory, port, closeTimeout, settings, security);
    }

    /** The same with TLS, users and rights. */
    public EmbeddedKafkaSettings withSecurity(BrokerSecurity newSecurity) {
        return new EmbeddedKafkaSettings(dataDirectory, port, closeTimeout, brokerSettings, newSecurity);
    }
}
