import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads k8s-failures-explained. The first argument says how: `state` prints what is open, `follow` prints what changes
 * from now on, `verify` holds every record against the JSON Schema in the folder that the second argument names.
 * KAFKA_BOOTSTRAP is the broker's address; KAFKA_PROPERTIES names a file with further client settings, such as TLS and
 * SASL; CLUSTER leaves out all other clusters.
 */
public final class Failures {
    private static final String TOPIC = "k8s-failures-explained";
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] arguments) throws IOException {
        String mode = arguments.length == 0 ? "state" : arguments[0];
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions); // without a group: this process reads all of it
            switch (mode) {
                case "state" -> state(consumer, partitions);
                case "follow" -> follow(consumer, partitions);
                case "verify" -> verify(consumer, partitions, Path.of(arguments[1]));
                default -> throw new IllegalArgumentException("state, follow or verify, not " + mode);
            }
        }
    }

    private static Properties settings() throws IOException {
        Properties settings = new Properties();
        String file = System.getenv("KAFKA_PROPERTIES");
        if (file != null) {
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                settings.load(reader);
            }
        }
        settings.put("bootstrap.servers", System.getenv().getOrDefault("KAFKA_BOOTSTRAP", "localhost:9092"));
        settings.put("isolation.level", "read_committed"); // it is written in transactions
        settings.put("enable.auto.commit", "false");
        return settings;
    }

    /** The last value of each key, up to where the topic ends now. */
    private static void state(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions)
            throws IOException {
        Map<String, JsonNode> latest = new HashMap<>();
        readToEnd(consumer, partitions, record -> {
            if (record.value() == null) {
                latest.remove(record.key()); // resolved for longer than the history is kept
            } else if (isWanted(record)) {
                latest.put(record.key(), JSON.readTree(record.value()));
            }
        });
        Map<String, Integer> open = new TreeMap<>();
        for (JsonNode failure : latest.values()) {
            if (failure.path("state").asText().equals("open")) {
                open.merge(failure.path("cluster").asText() + " " + failure.path("severity").asText(), 1, Integer::sum);
                if (failure.path("causedBy").isEmpty()) { // a root cause, not a symptom of another failure
                    print("open", failure);
                }
            }
        }
        System.out.println("open, of " + latest.size() + " failures with a history: " + open);
    }

    /** What changes from now on. Most records need not be parsed to be left out: the headers say what they are. */
    private static void follow(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions)
            throws IOException {
        consumer.seekToEnd(partitions);
        while (true) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                if (record.value() != null && isWanted(record)) {
                    String type = header(record, "ce_type"); // dev.faultstream.failure.opened.v1
                    print(type.split("\\.")[3], JSON.readTree(record.value()));
                }
            }
        }
    }

    private static void verify(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions, Path folder)
            throws IOException {
        Map<String, String> schemas = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.schema.json")) {
            for (Path file : files) {
                schemas.put("https://faultstream.dev/schemas/" + file.getFileName(), Files.readString(file));
            }
        }
        Schema schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas))
                .getSchema(SchemaLocation.of("https://faultstream.dev/schemas/explained-failure.v1.schema.json"));
        int[] counts = new int[2];
        readToEnd(consumer, partitions, record -> {
            if (record.value() != null) {
                List<Error> errors = schema.validate(
                        new String(record.value(), StandardCharsets.UTF_8),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
                errors.forEach(error -> System.out.println(record.key() + ": " + error));
                counts[errors.isEmpty() ? 0 : 1]++;
            }
        });
        System.out.println(counts[0] + " records are as the schema says, " + counts[1] + " are not");
    }

    private static void readToEnd(
            KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions, Reading reading)
            throws IOException {
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                reading.accept(record);
            }
        }
    }

    private static boolean isWanted(ConsumerRecord<String, byte[]> record) {
        String cluster = System.getenv("CLUSTER");
        return cluster == null || header(record, "ce_source").equals("/faultstream/clusters/" + cluster);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void print(String what, JsonNode failure) {
        JsonNode subject = failure.path("subject");
        System.out.printf(
                "%-9s %-8s %s %s/%s %s: %s%n",
                what,
                failure.path("severity").asText(),
                subject.path("kind").asText(),
                subject.path("namespace").asText("-"),
                subject.path("name").asText(),
                failure.path("rule").asText(),
                failure.path("explanation").path("error").asText());
    }

    private interface Reading {
        void accept(ConsumerRecord<String, byte[]> record) throws IOException;
    }
}
