package dev.faultstream.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.embedded.EmbeddedKafkaMain;
import dev.faultstream.standalone.Child;
import dev.faultstream.standalone.JsonFailures;
import dev.faultstream.standalone.Samples;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.standalone.kafka.KafkaAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that are killed at any moment, again and again, publish what they publish when nobody disturbs them. */
class KillIT {
    private static final int KILLS = 24;
    private static final int LONGEST_LIFE_MILLIS = 6_000;

    @TempDir
    Path folder;

    @Test
    void shouldLoseAndDoubleNothingWhenServicesAreKilledAtRandomMoments() throws Exception {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        Random random = new Random(seed);
        try (StubModel model = new StubModel();
                Child broker = Child.start(
                        folder,
                        "broker",
                        EmbeddedKafkaMain.class,
                        "--data-dir",
                        folder.resolve("broker").toString())) {
            // Given
            String servers = address(broker);
            try (Deployment calm = new Deployment(folder, "calm", servers, model.url());
                    Deployment killed = new Deployment(folder, "killed", servers, model.url())) {
                run(calm, servers);

                // When
                int kills = runAndKill(killed, servers, random);

                // Then
                assertThat(kills).isGreaterThanOrEqualTo(KILLS);
                Published expected = read(calm, servers);
                Published actual = read(killed, servers);
                assertThat(expected.explained()).hasSizeGreaterThan(50);
                assertThat(model.calls()).isPositive();
                assertThat(actual.failures()).as("failures, seed %d", seed).isEqualTo(expected.failures());
                assertThat(actual.explained()).as("explained, seed %d", seed).isEqualTo(expected.explained());
                assertThat(actual.explainedRevisions())
                        .as("records of k8s-failures-explained, seed %d", seed)
                        .doesNotHaveDuplicates();
            }
        }
    }

    private void run(Deployment deployment, String servers) throws Exception {
        deployment.createTopics();
        Deployment.SERVICES.forEach(deployment::start);
        try (Child watcher = deployment.publish(Samples.SHOP)) {
            assertThat(watcher.awaitExit(120)).as(watcher::err).isZero();
        }
        deployment.awaitQuiet(kafka(servers));
        deployment.close();
    }

    private int runAndKill(Deployment deployment, String servers, Random random) throws Exception {
        deployment.createTopics();
        Deployment.SERVICES.forEach(deployment::start);
        int kills = 0;
        try (Child watcher = deployment.publish(Samples.SHOP, "--watcher.recording.speed", "30")) {
            while (kills < KILLS || watcher.isAlive()) {
                pause(random.nextInt(LONGEST_LIFE_MILLIS));
                String service = Deployment.SERVICES.get(random.nextInt(Deployment.SERVICES.size()));
                assertThat(deployment.isAlive(service)).as(deployment.errors()).isTrue();
                deployment.kill(service);
                kills++;
                deployment.start(service);
            }
            assertThat(watcher.awaitExit(120)).as(watcher::err).isZero();
        }
        deployment.awaitQuiet(kafka(servers));
        return kills;
    }

    private static void pause(int millis) {
        // The life of a process is what is random here; nothing is waited for.
        await().pollDelay(Duration.ofMillis(millis))
                .timeout(Duration.ofMillis(millis + 10_000L))
                .until(() -> true);
    }

    private static Published read(Deployment deployment, String servers) throws Exception {
        Map<String, JsonNode> failures = new TreeMap<>();
        List<String> failureRevisions = new ArrayList<>();
        for (JsonNode failure : Topic.read(kafka(servers), deployment.topics().failures())) {
            String revision = JsonFailures.revision(failure);
            failures.put(revision, failure);
            failureRevisions.add(revision);
        }
        assertThat(failureRevisions).as("records of k8s-failures").doesNotHaveDuplicates();
        Map<String, JsonNode> explained = new TreeMap<>();
        List<String> explainedRevisions = new ArrayList<>();
        for (JsonNode record : Topic.read(kafka(servers), deployment.topics().failuresExplained())) {
            explainedRevisions.add(JsonFailures.revision(record) + " "
                    + record.at("/explanation/source").asText());
            // The time at which the model answered is no part of the result.
            ((ObjectNode) record.path("explanation")).remove("createdAt");
            explained.put(record.path("id").asText(), record);
        }
        return new Published(failures, explained, explainedRevisions);
    }

    private static KafkaAccess kafka(String servers) {
        return new KafkaAccess(new ServiceSettings(Map.of(), Map.of("kafka.bootstrap-servers", servers)));
    }

    private static String address(Child broker) {
        String key = "bootstrap.servers=";
        await().atMost(Duration.ofSeconds(60)).until(() -> broker.out().contains(key));
        return broker.out()
                .lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .orElseThrow()
                .substring(key.length())
                .strip();
    }

    /**
     * What a deployment has published.
     *
     * @param failures each revision, by id and revision
     * @param explained the last record of each failure, by id
     * @param explainedRevisions id, revision and source of each record
     */
    private record Published(
            Map<String, JsonNode> failures, Map<String, JsonNode> explained, List<String> explainedRevisions) {}
}
