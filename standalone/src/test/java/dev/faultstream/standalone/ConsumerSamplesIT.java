package dev.faultstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultstream.embedded.BrokerSecurity;
import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of {@code samples/consumers} that docs/consuming.md shows, where what they need is installed. */
class ConsumerSamplesIT {
    private static final String TOPIC = "k8s-failures-explained";
    private static final Path SAMPLES = Path.of("../samples/consumers");
    private static final String EXPECTED = "open, of 2 failures with a history: ";

    private static final String[] KCAT = {
        "bash", SAMPLES.resolve("kcat/failures.sh").toString(), "state"
    };
    private static final String[] PYTHON = {
        "python3", SAMPLES.resolve("python/failures.py").toString(), "state"
    };

    private static final Pattern LIBRDKAFKA = Pattern.compile("librdkafka ([0-9.]+)");

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
        assumeThat(hasKcat()).as("kcat and jq are on the PATH").isTrue();
        assertThat(run(plain(), KCAT))
                .contains("open      critical Deployment shop/a pod.crash-loop: It crashes.")
                .contains(EXPECTED + "{\"prod critical\":1}");
    }

    @Test
    void shouldReadTheStateWithPython() throws Exception {
        assumeThat(hasPython())
                .as("python3 with confluent-kafka is on the PATH")
                .isTrue();
        assertThat(run(plain(), PYTHON))
                .contains("open      critical Deployment shop/a pod.crash-loop: It crashes.")
                .contains(EXPECTED + "{'prod critical': 1}");
    }

    @Test
    void shouldReadTheStateWithGo() throws Exception {
        Path program = goProgram();
        assumeThat(program)
                .as("go is on the PATH, and the sample's modules can be had")
                .isNotNull();
        assertThat(run(plain(), String.valueOf(program), "state"))
                .contains("open      critical Deployment shop/a pod.crash-loop: It crashes.")
                .contains(EXPECTED + "map[prod critical:1]");
    }

    @Test
    void shouldReadTheStateAsAUserOverTls() throws Exception {
        // Given
        BrokerSecurity security = BrokerSecurity.withNewKeys(folder, "secret");
        try (EmbeddedKafka secured =
                EmbeddedKafka.start(EmbeddedKafkaSettings.temporary().withSecurity(security))) {
            publish(secured);
            Map<String, String> environment = new HashMap<>(Map.of(
                    "KAFKA_BOOTSTRAP",
                    secured.bootstrapServers(),
                    "KAFKA_USERNAME",
                    BrokerSecurity.ADMIN,
                    "KAFKA_PASSWORD",
                    "secret",
                    "KAFKA_CA",
                    security.certificate().toString()));
            Path settings = Files.writeString(folder.resolve("librdkafka.properties"), """
                    security.protocol=SASL_SSL
                    sasl.mechanism=SCRAM-SHA-512
                    sasl.username=%s
                    sasl.password=secret
                    ssl.ca.location=%s
                    """.formatted(
                            BrokerSecurity.ADMIN, security.certificate()));
            environment.put("KAFKA_PROPERTIES", settings.toString());
            environment.put("KCAT_CONFIG", settings.toString());

            // When / Then
            List<String> seen = new ArrayList<>();
            if (hasKcat() && isScramOfKcatRight()) {
                seen.add("kcat");
                assertThat(run(environment, KCAT)).contains(EXPECTED + "{\"prod critical\":1}");
            }
            if (hasPython()) {
                seen.add("python");
                assertThat(run(environment, PYTHON)).contains(EXPECTED + "{'prod critical': 1}");
            }
            Path go = goProgram();
            if (go != null) {
                seen.add("go");
                assertThat(run(environment, go.toString(), "state")).contains(EXPECTED + "map[prod critical:1]");
                environment.put("KAFKA_PASSWORD", "wrong");
                assertThat(execute(environment, go.toString(), "state"))
                        .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(1))
                        .satisfies(refused -> assertThat(refused.text()).contains("SASL_AUTHENTICATION_FAILED"));
            }
            assumeThat(seen).as("any of kcat, Python's client and Go").isNotEmpty();
        }
    }

    private static boolean hasKcat() throws InterruptedException {
        return works("kcat", "-V") && works("jq", "--version");
    }

    /** Until 2.6.1, librdkafka repeated its nonce, which brokers since 4.0 refuse. */
    private boolean isScramOfKcatRight() throws Exception {
        Matcher version = LIBRDKAFKA.matcher(execute(Map.of(), "kcat", "-V").text());
        return version.find() && Version.parse(version.group(1)).compareTo(Version.parse("2.6.1")) >= 0;
    }

    private static boolean hasPython() throws InterruptedException {
        return works("python3", "-c", "import confluent_kafka");
    }

    /** The program, built; null where Go is not, or its modules cannot be had. */
    private @Nullable Path goProgram() throws InterruptedException {
        Path program = folder.resolve("failures");
        boolean built = works("go", "version")
                && works("go", "build", "-C", SAMPLES.resolve("go").toString(), "-o", program.toString(), ".");
        return built ? program : null;
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

    private static Map<String, String> plain() {
        return Map.of("KAFKA_BOOTSTRAP", kafka.bootstrapServers());
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
