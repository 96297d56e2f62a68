package dev.faultstream.service.kafka;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What the operator wants of Kafka's clients. Each method gives a new map for one client; the caller uses
 * {@code putIfAbsent} for what it merely prefers and {@code put} for what its correctness rests on.
 *
 * @param bootstrapServers addresses of brokers
 * @param common settings of all clients; may hold secrets
 * @param producer settings of producers
 * @param consumer settings of consumers
 * @param admin settings of admin clients
 * @param streams settings of Kafka Streams itself
 */
public record KafkaSettings(
        List<String> bootstrapServers,
        Map<String, String> common,
        Map<String, String> producer,
        Map<String, String> consumer,
        Map<String, String> admin,
        Map<String, String> streams) {
    public KafkaSettings {
        bootstrapServers = List.copyOf(bootstrapServers);
        common = Map.copyOf(common);
        producer = Map.copyOf(producer);
        consumer = Map.copyOf(consumer);
        admin = Map.copyOf(admin);
        streams = Map.copyOf(streams);
    }

    /** Only the address, for brokers without security. */
    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(
                List.of(bootstrapServers.split(",")), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    /**
     * The settings of a service; reads the properties file when there is one.
     *
     * @throws ConfigException if the properties file cannot be read
     */
    public static KafkaSettings from(Config config) {
        Map<String, String> common = new TreeMap<>();
        config.find(KafkaKeys.PROPERTIES_FILE).ifPresent(path -> common.putAll(read(path)));
        common.putAll(config.free(KafkaKeys.CLIENT));
        return new KafkaSettings(
                config.get(KafkaKeys.BOOTSTRAP_SERVERS),
                common,
                config.free(KafkaKeys.PRODUCER),
                config.free(KafkaKeys.CONSUMER),
                config.free(KafkaKeys.ADMIN),
                config.free(KafkaKeys.STREAMS));
    }

    /** The settings of a producer. */
    public Map<String, Object> forProducer(String clientId) {
        return client(clientId, producer);
    }

    /** The settings of a consumer or share consumer. */
    public Map<String, Object> forConsumer(String clientId) {
        return client(clientId, consumer);
    }

    /** The settings of an admin client. */
    public Map<String, Object> forAdmin(String clientId) {
        return client(clientId, admin);
    }

    /** The settings of a Kafka Streams application; those of its inner clients carry their prefixes. */
    public Map<String, Object> forStreams(String applicationId) {
        Map<String, Object> settings = client(applicationId, streams);
        settings.put("application.id", applicationId);
        producer.forEach((name, value) -> settings.put("producer." + name, value));
        consumer.forEach((name, value) -> settings.put("consumer." + name, value));
        admin.forEach((name, value) -> settings.put("admin." + name, value));
        return settings;
    }

    private Map<String, Object> client(String clientId, Map<String, String> own) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.putAll(common);
        settings.putAll(own);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", bootstrapServers));
        return settings;
    }

    private static Map<String, String> read(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw ConfigException.of(
                    KafkaKeys.PROPERTIES_FILE, "names a file that cannot be read: \"" + path + "\"", e);
        }
        Map<String, String> read = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
        return read;
    }

    /** Without values, which may be secrets. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", common=" + common.keySet() + "]";
    }
}
