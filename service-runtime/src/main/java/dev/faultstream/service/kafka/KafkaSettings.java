package dev.faultstream.service.kafka;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

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
     * The settings of a service; reads the files that they name, and connects to nothing.
     *
     * @throws ConfigException with everything that is wrong with them, as far as that shows without a broker
     */
    public static KafkaSettings from(Config config) {
        return new KafkaSettingsReader(config).read();
    }

    /** The settings of a producer whose records are written once and in order, or it says that they are not. */
    public Map<String, Object> forProducer(String clientId) {
        Map<String, Object> settings = client(clientId, producer);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        // A partition without a record of this producer takes any batch as its first. When a new leader refuses one and
        // takes the next that is under way, the first is out of order for ever.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        return settings;
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

    /** Without values, which may be secrets. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", common=" + common.keySet() + "]";
    }
}
