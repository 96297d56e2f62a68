package dev.faultstream.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.standalone.Child;
import dev.faultstream.standalone.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline on a broker with TLS and SCRAM: each service has a user of its own with the rights that
 * {@code docs/kafka-security.md} lists, and no others.
 */
class SecuredPipelineIT {
    private static final List<String> USERS = List.of("topics", "watcher", "analyzer", "explainer", "sink");
    private static final String LOG_LEVEL = "test.child.log.level.others";

    @TempDir
    Path folder;

    @Test
    void shouldRunWithTheDocumentedRightsAndNameTheOneThatIsMissing() throws Exception {
        System.setProperty(LOG_LEVEL, "info");
        try (StubModel model = new StubModel();
                SecuredKafka kafka = SecuredKafka.start(folder, Map.of());
                Deployment deployment = new Deployment(
                        folder, "secured", kafka.bootstrapServers(), model.url(), user -> credentials(kafka, user))) {
            // Given
            for (String user : USERS) {
                kafka.createUser(user);
                kafka.allow(user, SecuredKafka.rights(user, deployment));
            }

            // When
            deployment.createTopics();
            Deployment.SERVICES.forEach(deployment::start);
            try (Child watcher = deployment.publish(Samples.SHOP)) {
                assertThat(watcher.awaitExit(120)).as(watcher::err).isZero();
            }
            deployment.awaitQuiet(kafka.access());

            // Then
            List<JsonNode> explained =
                    Topic.read(kafka.access(), deployment.topics().failuresExplained());
            assertThat(explained).hasSizeGreaterThan(50);
            assertThat(explained).anySatisfy(record -> assertThat(
                            record.at("/explanation/source").asText())
                    .isEqualTo("model"));
            assertThat(Topic.read(kafka.access(), deployment.topics().deadLetters()))
                    .isEmpty();

            deployment.stop();
            shouldNameTheMissingRight(kafka, deployment);
            shouldNotAcceptAnotherPassword(kafka, deployment);
            assertThat(written()).isNotEmpty().noneSatisfy(text -> assertThat(text)
                    .containsAnyOf(kafka.passwords().toArray(String[]::new)));
        } finally {
            System.clearProperty(LOG_LEVEL);
        }
    }

    private static void shouldNameTheMissingRight(SecuredKafka kafka, Deployment deployment) throws Exception {
        String prefix = deployment.topics().prefix();
        refused(
                kafka,
                deployment,
                "watcher",
                ResourceType.TOPIC,
                AclOperation.WRITE,
                "needed: Write on topic " + prefix + "k8s-resource-snapshots");
        refused(
                kafka,
                deployment,
                "analyzer",
                ResourceType.TOPIC,
                AclOperation.READ,
                "needed: Read on topic " + prefix + "k8s-resource-snapshots");
        refused(
                kafka,
                deployment,
                "analyzer",
                ResourceType.TRANSACTIONAL_ID,
                AclOperation.WRITE,
                "needed: Write on transactional ids " + prefix + "faultstream-analyzer-*");
        refused(
                kafka,
                deployment,
                "explainer",
                ResourceType.GROUP,
                AclOperation.READ,
                "needed: Read on group " + deployment.group());
        refused(
                kafka,
                deployment,
                "sink",
                ResourceType.GROUP,
                AclOperation.READ,
                "needed: Read on group " + prefix + "faultstream-sink");
    }

    /** Takes the first right of a kind, starts the service, and gives the right back. */
    private static void refused(
            SecuredKafka kafka,
            Deployment deployment,
            String service,
            ResourceType type,
            AclOperation operation,
            String expected)
            throws Exception {
        KafkaRight right = SecuredKafka.rights(service, deployment).stream()
                .filter(one -> one.type() == type && one.operations().contains(operation))
                .findFirst()
                .orElseThrow();
        kafka.withdraw(user(service), right);
        int exit = run(deployment, service);
        kafka.allow(user(service), List.of(right));
        assertThat(exit).as(() -> deployment.errors()).isEqualTo(1);
        assertThat(deployment.errors())
                .contains("faultstream " + service + ": Kafka does not allow")
                .contains(expected);
    }

    private static void shouldNotAcceptAnotherPassword(SecuredKafka kafka, Deployment deployment) throws Exception {
        for (String service : List.of("watcher", "analyzer", "explainer")) {
            kafka.changePassword(service);
            assertThat(run(deployment, service)).as(() -> deployment.errors()).isEqualTo(1);
            assertThat(deployment.errors())
                    .contains("faultstream " + service + ": Kafka does not accept the credentials: ");
        }
    }

    private static int run(Deployment deployment, String service) throws InterruptedException {
        if ("watcher".equals(service)) {
            deployment.publish(Samples.SHOP);
        } else {
            deployment.start(service);
        }
        return deployment.awaitExit(service, 60);
    }

    private static String user(String service) {
        return service;
    }

    /** Each way in which a password can be given. */
    private static List<String> credentials(SecuredKafka kafka, String user) {
        try {
            return switch (user) {
                case "explainer" -> kafka.loginFile(user);
                case "analyzer" -> kafka.reference(user);
                default -> kafka.passwordFile(user);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all services wrote to their terminals. */
    private List<String> written() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().matches(".*\\.(out|err)"))
                    .toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
