package dev.faultstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultstream.embedded.BrokerSecurity;
import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
        publish(kafka);
    }

    private static void publish(EmbeddedKafka kafka) throws Exception {
        kafka.createTopic(TOPIC, 3, Map.of("cleanup.policy", "compact"));
        Map<String, Object> settings = new HashMap<>(kafka.adminSettings());
        settings.putAll(Map.of("transactional.id", "sample", "acks", "all"));
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

    @Test
    void shouldReadTheStateWithGo() throws Exception {
        assertThat(run(goProgram().toString(), "state"))
                .contains("open      critical Deployment shop/a pod.crash-loop: It crashes.")
                .contains(EXPECTED + "map[prod critical:1]");
    }

    @Test
    void shouldReadTheStateWithGoAsAUserOverTls() throws Exception {
        // Given
        Path program = goProgram();
        BrokerSecurity security = BrokerSecurity.withNewKeys(folder, "secret");
        try (EmbeddedKafka secured =
                EmbeddedKafka.start(EmbeddedKafkaSettings.temporary().withSecurity(security))) {
            publish(secured);
            Map<String, String> environment = Map.of(
                    "KAFKA_BOOTSTRAP",
                    secured.bootstrapServers(),
                    "KAFKA_USERNAME",
                    BrokerSecurity.ADMIN,
                    "KAFKA_PASSWORD",
                    "secret",
                    "KAFKA_CA",
                    security.certificate().toString());

            // When
            String text = run(environment, program.toString(), "state");

            // Then
            assertThat(text).contains(EXPECTED + "map[prod critical:1]");
            assertThat(execute(with(environment, "KAFKA_PASSWORD", "wrong"), program.toString(), "state"))
                    .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(1))
                    .satisfies(refused -> assertThat(refused.text()).contains("SASL_AUTHENTICATION_FAILED"));
            assertThat(execute(
                                    with(
                                            environment,
                                            "KAFKA_CA",
                                            folder.resolve("nothing").toString()),
                                    program.toString(),
                                    "state")
                            .text())
                    .contains("no such file");
        }
    }

    /** Built where Go is, and its modules can be had. */
    private Path goProgram() throws Exception {
        assumeThat(works("go", "version")).as("go is on the PATH").isTrue();
        Path program = folder.resolve("failures");
        assumeThat(works("go", "build", "-C", SAMPLES.resolve("go").toString(), "-o", program.toString(), "."))
                .as("the sample's modules can be had")
                .isTrue();
        return program;
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(name, value);
        return changed;
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
            return process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // it is not there
        }
    }

    private String run(String... command) throws Exception {
        return run(Map.of("KAFKA_BOOTSTRAP", kafka.bootstrapServers()), command);
    }

    private String run(Map<String, String> environment, String... command) throws Exception {
        Outcome outcome = execute(environment, command);
        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        return outcome.text();
    }

    private Outcome execute(Map<String, String> environment, String... command) throws Exception {
        Path out = folder.resolve("out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(out);
        assertThat(ended).as(text).isTrue();
        return new Outcome(process.exitValue(), text);
    }

    private record Outcome(int exitCode, String text) {}
}
