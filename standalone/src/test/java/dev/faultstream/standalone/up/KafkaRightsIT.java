package dev.faultstream.standalone.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.schemas.topic.TopicSpec;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.standalone.Cli;
import dev.faultstream.standalone.Receivers;
import dev.faultstream.standalone.Samples;
import dev.faultstream.standalone.ServiceRights;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.standalone.up.AuditingAuthorizer.Check;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docs/kafka-security.md} lists is what is needed, and nothing more: over a whole run, the broker was asked for
 * every right of every part and gave it, and was asked for no other.
 */
class KafkaRightsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Deque<Service> running = new ArrayDeque<>();

    @TempDir
    Path folder;

    @BeforeEach
    void forget() {
        AuditingAuthorizer.clear();
    }

    private void stop() {
        running.forEach(Service::close);
        running.clear();
    }

    @Test
    void shouldUseEachDocumentedRightAndAskForNoOther() throws Exception {
        try (StubModel model = new StubModel();
                Receivers receivers = new Receivers();
                SecuredKafka kafka = SecuredKafka.start(
                        folder, Map.of("authorizer.class.name", AuditingAuthorizer.class.getName()))) {
            try {
                // Given
                Map<String, String> values = values(kafka, model, receivers, folder);
                for (String part : ServiceRights.NAMES) {
                    kafka.createUser(user(part));
                    kafka.allow(user(part), ServiceRights.of(part));
                }

                // When
                createTopics(kafka);
                createTopics(kafka);
                for (String part :
                        List.of("analyzer", "sink (join)", "sink (Results)", "sink (alerts)", "explainer", "watcher")) {
                    start(part, kafka, values, "first");
                }
                awaitEnd(running.peek());
                start("watcher", kafka, with(values, "watcher.recording.resume", "true"), "first");
                awaitEnd(running.peek());
                putUnreadable(kafka);
                awaitUses(true);
                stop();
                // State that is lost is read back from Kafka.
                start("analyzer", kafka, values, "second");
                start("sink (join)", kafka, values, "second");

                // Then
                awaitUses(false);
                assertThat(denied()).isEmpty();
            } finally {
                stop();
            }
        }
    }

    private void start(String part, SecuredKafka kafka, Map<String, String> values, String round) throws Exception {
        ServiceRights.Part made = ServiceRights.part(part);
        ServiceSettings settings = new ServiceSettings(Map.of(), made.settings())
                .with(values)
                .with(credentials(kafka, part))
                .with("analyzer.state-dir", folder.resolve(round + "-analyzer"))
                .with("sink.join.state-dir", folder.resolve(round + "-sink"))
                // So that nobody waits for the one before to be given up.
                .with("analyzer.instance-id", "one")
                .with("sink.join.instance-id", "one");
        if (!made.settings().containsKey("outputs.on-call.type")) {
            settings = without(settings, "outputs.on-call.url");
        }
        Service service = made.definition()
                .create(
                        settings.read(made.definition().configuration()),
                        new ServiceContext(
                                new SimpleMeterRegistry(), new HealthChecks(), Clock.systemUTC(), Tracing.off()));
        running.push(service);
        service.start();
    }

    private static Map<String, String> values(SecuredKafka kafka, StubModel model, Receivers receivers, Path folder)
            throws Exception {
        Map<String, String> values = new HashMap<>();
        values.put("kafka.bootstrap-servers", kafka.bootstrapServers());
        values.put("topics.partitions", "2");
        values.put("topics.replication-factor", "1");
        values.put("watcher.recording.paths", Samples.SHOP.toString());
        values.put("silence.watch", "false");
        values.put("model.url", model.url());
        values.put("model.name", "stub");
        values.put("sink.results.kubeconfig", receivers.kubeconfig(folder).toString());
        values.put("outputs.on-call.url", receivers.refusal());
        // What Kafka Streams does now and then, it does within the run.
        values.put("kafka.streams.repartition.purge.interval.ms", "1000");
        return values;
    }

    private static ServiceSettings without(ServiceSettings settings, String key) {
        Map<String, String> values = new HashMap<>(settings.values());
        values.remove(key);
        return new ServiceSettings(settings.environment(), values);
    }

    private static void createTopics(SecuredKafka kafka) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "topics",
                "--kafka.bootstrap-servers",
                kafka.bootstrapServers(),
                "--topics.partitions",
                "2",
                "--topics.replication-factor",
                "1"));
        arguments.addAll(kafka.passwordFile("topics"));
        Cli.Result result = Cli.run(arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static Map<String, String> credentials(SecuredKafka kafka, String part) throws Exception {
        Map<String, String> settings = new HashMap<>();
        Iterator<String> flags = kafka.passwordFile(user(part)).iterator();
        while (flags.hasNext()) {
            settings.put(flags.next().substring(2), flags.next());
        }
        return settings;
    }

    /** What nobody can process goes to the dead letters. */
    private static void putUnreadable(SecuredKafka kafka) throws Exception {
        TopicNames topics = new TopicNames("");
        try (KafkaProducer<String, byte[]> writer = kafka.access().writer("vandal")) {
            for (String topic : List.of(topics.resourceSnapshots(), topics.failures(), topics.explanations())) {
                writer.send(new ProducerRecord<>(topic, "shop/core/Pod/shop/nobody", "{".getBytes(UTF_8)))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    /**
     * Waits until every right has been used.
     *
     * @param isFirst whether no state has been lost yet
     */
    private static void awaitUses(boolean isFirst) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(unused())
                .filteredOn(right -> !(isFirst && right.contains("READ on topics")))
                .isEmpty());
    }

    private static void awaitEnd(@Nullable Service service) {
        assertThat(service).isNotNull();
        assertThat(service.ended()).succeedsWithin(PATIENCE);
    }

    private static Map<String, String> with(Map<String, String> values, String key, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(key, value);
        return more;
    }

    /** The operations of documented rights that the broker was not asked for, or did not allow. */
    private static List<String> unused() {
        Set<Check> checks = AuditingAuthorizer.checks();
        List<String> unused = new ArrayList<>();
        for (String part : ServiceRights.NAMES) {
            for (KafkaRight right : ServiceRights.of(part)) {
                for (AclOperation operation : right.operations()) {
                    if (checks.stream().noneMatch(check -> uses(check, part, right, operation))) {
                        unused.add(part + ": " + operation + " on " + right.resource());
                    }
                }
            }
        }
        return unused;
    }

    private static boolean uses(Check check, String part, KafkaRight right, AclOperation operation) {
        return check.isAllowed()
                && check.isDemand()
                && check.user().equals(user(part))
                && check.operation() == operation
                && right.isAbout(check.type(), check.name());
    }

    /** What was asked for in vain, but that a service asks to create the topics it uses and to see their settings. */
    private static List<String> denied() {
        Set<String> topics = TopicSpec.all(TopicSettings.defaults()).stream()
                .map(TopicSpec::name)
                .collect(Collectors.toSet());
        return AuditingAuthorizer.checks().stream()
                .filter(check -> check.isDemand() && !check.isAllowed())
                .filter(check -> !(topics.contains(check.name())
                        && (check.operation() == AclOperation.CREATE
                                || check.operation() == AclOperation.DESCRIBE_CONFIGS)))
                .map(Check::toString)
                .sorted()
                .toList();
    }

    private static String user(String part) {
        return part.replaceAll("[^A-Za-z]+", "-").replaceAll("-$", "");
    }
}
