package dev.faultstream.service.kafka;

import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.Secret;
import dev.faultstream.service.config.ValueTypes;
import java.nio.file.Path;
import java.util.List;

/** The settings of a service's Kafka clients. */
public final class KafkaKeys {
    public static final ConfigKey<List<String>> BOOTSTRAP_SERVERS = ConfigKey.of(
                    "kafka.bootstrap-servers",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Addresses of Kafka brokers, `host:port`.")
            .mustBeSet()
            .check("must be host:port, several separated by commas", KafkaKeys::areAddresses);

    public static final ConfigKey<Path> PROPERTIES_FILE = ConfigKey.of(
            "kafka.properties-file",
            ValueTypes.path(),
            "Properties file with settings for all Kafka clients, such as security and credentials.");

    public static final ConfigKey<String> USERNAME = ConfigKey.of(
            "kafka.username",
            ValueTypes.string(),
            "The user for the SASL mechanisms PLAIN and SCRAM-SHA-256 or -512 (`kafka.client.sasl.mechanism`).");

    public static final ConfigKey<Secret> PASSWORD = ConfigKey.secret("kafka.password", "The password of that user.");

    static final String CLIENT = "kafka.client.";
    static final String PRODUCER = "kafka.producer.";
    static final String CONSUMER = "kafka.consumer.";
    static final String ADMIN = "kafka.admin.";
    static final String STREAMS = "kafka.streams.";

    /** What services have that make only plain clients. */
    public static final ConfigTable TABLE = ConfigTable.of(BOOTSTRAP_SERVERS, PROPERTIES_FILE, USERNAME, PASSWORD)
            .withRule(
                    USERNAME,
                    "must be set together with kafka.password or kafka.password-file",
                    config -> config.find(USERNAME).isPresent()
                            == config.find(PASSWORD).isPresent())
            .withFree(
                    CLIENT,
                    "Settings of all Kafka clients, for example `kafka.client.security.protocol`. A secret one can be"
                            + " given as a file by `NAME.file`; any value can refer to a file, a folder or the environment"
                            + " as `${file:PATH:KEY}`, `${dir:PATH:FILE}`, `${env:NAME}`.")
            .withFree(PRODUCER, "Settings of producers only. Acknowledgement and order are fixed.")
            .withFree(CONSUMER, "Settings of consumers only.")
            .withFree(ADMIN, "Settings of admin clients only.");

    /** What services have that run Kafka Streams. */
    public static final ConfigTable STREAMS_TABLE =
            TABLE.withFree(STREAMS, "Settings of Kafka Streams itself, under their Kafka names.");

    private KafkaKeys() {}

    private static boolean areAddresses(List<String> servers) {
        return !servers.isEmpty() && servers.stream().allMatch(KafkaKeys::isAddress);
    }

    private static boolean isAddress(String server) {
        int colon = server.lastIndexOf(':');
        try {
            int port = colon > 0 ? Integer.parseInt(server.substring(colon + 1)) : -1;
            return port > 0 && port <= 65535;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
