package dev.faultstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of {@code samples/consumers} that docs/consuming.md shows, where what they need is installed. */
class ConsumerSamplesIT {
    private static final String TOPIC = "k8s-failures-explained";
    private static final Path SAMPLES = Path.of("../samples/consumers");
    private static final String EXPECTED = "open, of 2 failures with a history: ";

    private static EmbeddedKafka kafka;

    @TempDir
    Path folder;

    /** Three failures, of which one is open, one is resolved, and one is forgotten; written as the sink writes. */
    @BeforeAll
    static void publish() throws Exception {
        kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary());
        kafka.createTopic(TOPIC, 3, Map.of("cleanup.policy", "compact"));
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "sample", "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, record("a", "open"), record("b", "open"), record("c", "open"));
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, record("b", "resolved"), new ProducerRecord<>(TOPIC, "c", null));
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, record("d", "open"));
            producer.abortTransaction();
        }
    }

    @SafeVarargs
    private static void send(KafkaProducer<String, String> producer, ProducerRecord<String, String>... records)
            throws Exception {
        for (ProducerRecord<String, String> record : records) {
            producer.send(record).get(20, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void shouldReadTheStateWithKcat() throws Exception {
        assumeThat(works("kcat", "-V")).as("kcat is on the PATH").isTrue();
        assumeThat(works("jq", "--version")).as("jq is on the PATH").isTrue();
        assertThat(run("bash", SAMPLES.resolve("kcat/failures.sh").toString(), "state"))
                .contains("open      critical Deployment shop/a pod.crash-loop: It crashes.")
                .contains(EXPECTED + "{\"prod critical\":1}");
    }

    @Test
    void shouldReadTheStateWithPython() throws Exception {
        assumeThat(works("python3", "-c", "import confluent_kafka"))
                .as("python3 with confluent-kafka is on the PATH")
                .isTrue();
        assertThat(run("python3", SAMPLES.resolve("python/failures.py").toString(), "state"))
                .contains("open      critical Deployment shop/a pod.crash-loop: It crashes.")
                .contains(EXPECTED + "{'prod critical': 1}");
    }

    private static ProducerRecord<String, String> record(String id, String state) {
        String value = """
                {"id":"%1$s","cluster":"prod","rule":"pod.crash-loop","severity":"critical","state":"%2$s","revision":1,\
                "subject":{"apiVersion":"apps/v1","kind":"Deployment","namespace":"shop","name":"%1$s"},"causedBy":[],\
                "explanation":{"error":"It crashes.","solution":[],"source":"remedy"}}""".formatted(id, state);
        List<Header> headers = List.of(
                header("ce_type", "dev.faultstream.failure.opened.v1"),
                header("ce_source", "/faultstream/clusters/prod"));
        return new ProducerRecord<>(TOPIC, null, null, id, value, headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // it is not there
        }
    }

    private String run(String... command) throws Exception {
        Path out = folder.resolve("out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("KAFKA_BOOTSTRAP", kafka.bootstrapServers());
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(out);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
