package dev.faultstream.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.standalone.Child;
import dev.faultstream.standalone.Cli;
import dev.faultstream.standalone.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code analyze} and {@code up} of a live cluster. The real one is that of the kubeconfig which the variable
 * {@code FAULTSTREAM_TEST_KUBECONFIG} names; without it, those tests say nothing.
 */
class LiveClusterIT {
    private static final Duration REACTION = Duration.ofSeconds(60);
    private static final Duration KUBELET = Duration.ofMinutes(5);
    private static final int SIGTERM = 15;
    private static final String IMAGE = "pod\\.image-[a-z-]+ ";

    @TempDir
    Path folder;

    /** Which cluster. */
    enum Kind {
        MOCK,
        REAL
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellOnceWhatIsBroken(Kind kind) throws Exception {
        try (TestCluster cluster = open(kind)) {
            // Given
            deployBroken(cluster, "web");

            // When
            await().atMost(cluster.isStill() ? REACTION : KUBELET)
                    .pollInterval(Duration.ofSeconds(1))
                    // Then
                    .untilAsserted(() -> {
                        Cli.Result result = analyze(cluster);
                        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
                        assertThat(failures(result.out(), cluster)).anyMatch(failure -> failure.matches(IMAGE + "web"));
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellWhatIsBrokenAndWhatBreaksAsItHappens(Kind kind) throws Exception {
        try (TestCluster cluster = open(kind)) {
            // Given
            deployBroken(cluster, "web");
            try (Child up = up(cluster)) {
                awaitFailure(up, cluster, "web");

                // When
                deployBroken(cluster, "cart");

                // Then
                awaitFailure(up, cluster, "cart");
                up.signal(SIGTERM);
                assertThat(up.awaitExit(20)).as(up::err).isEqualTo(128 + SIGTERM);
            }
        }
    }

    @Test
    void shouldSayOnceThatAKindIsForbiddenAndGoOnWithTheOthers() throws Exception {
        try (MockCluster cluster = mock()) {
            // Given
            cluster.forbid("secrets");
            deployBroken(cluster, "web");
            Cli.Result analyzed = analyze(cluster);
            int refusals = cluster.refusals("secrets");

            // When
            try (Child up = up(cluster)) {
                awaitFailure(up, cluster, "web");
                await().atMost(REACTION)
                        .until(() -> cluster.refusals("secrets") > refusals + 1
                                && up.out().contains("watcher.unobserved-kind"));

                // Then
                assertThat(analyzed.exitCode()).isEqualTo(ExitCode.OK);
                assertThat(failures(analyzed.out(), cluster)).contains("pod.image-not-found web");
                assertThat(analyzed.err())
                        .isEqualTo("faultstream analyze: cannot list core/Secret (forbidden);"
                                + " rules that need them are silent\n");
                assertThat(up.out()).containsOnlyOnce("\"rule\":\"watcher.unobserved-kind\"");
                assertThat(up.err().lines().filter(line -> line.contains("core/Secret")))
                        .as(up::err)
                        .hasSize(1);
            }
        }
    }

    @Test
    void shouldNameTheContextThatTheKubeconfigLacks() throws Exception {
        try (MockCluster cluster = mock()) {
            // When
            Cli.Result result =
                    Cli.run("analyze", "--kubeconfig", cluster.kubeconfig().toString(), "--context", "other");

            // Then
            assertThat(result.exitCode()).isEqualTo(ExitCode.UNUSABLE_INPUT);
            assertThat(result.err()).isEqualTo("faultstream analyze: the kubeconfig has no context \"other\"\n");
        }
    }

    private TestCluster open(Kind kind) throws IOException {
        if (kind == Kind.MOCK) {
            return mock();
        }
        @Nullable Path kubeconfig = RealCluster.configured();
        org.junit.jupiter.api.Assumptions.assumeTrue(kubeconfig != null, RealCluster.VARIABLE + " is not set");
        return new RealCluster(java.util.Objects.requireNonNull(kubeconfig));
    }

    private MockCluster mock() throws IOException {
        return new MockCluster(folder)
                .serve("v1", "Pod", "pods")
                .serve("v1", "Event", "events")
                .serve("v1", "Secret", "secrets")
                .serve("v1", "PersistentVolumeClaim", "persistentvolumeclaims")
                .serve("apps/v1", "Deployment", "deployments")
                .serve("apps/v1", "ReplicaSet", "replicasets")
                .serve("storage.k8s.io/v1", "StorageClass", "storageclasses");
    }

    private static Cli.Result analyze(TestCluster cluster) {
        return Cli.run(
                "analyze",
                "--kubeconfig",
                cluster.kubeconfig().toString(),
                "--context",
                cluster.context(),
                "--output",
                "json");
    }

    private Child up(TestCluster cluster) {
        return Child.faultstream(
                folder,
                "up",
                "up",
                "--kubeconfig",
                cluster.kubeconfig().toString(),
                "--context",
                cluster.context(),
                "--data-dir",
                folder.resolve("data").toString(),
                "--output",
                "json",
                "--set",
                "watcher.discovery=2s",
                "--set",
                "rules.grace.watcher.unobserved-kind=1s");
    }

    private static void awaitFailure(Child up, TestCluster cluster, String deployment) {
        await().atMost(cluster.isStill() ? REACTION : KUBELET)
                .failFast("up has ended", () -> !up.isAlive())
                .untilAsserted(() -> assertThat(failures(up.out(), cluster))
                        .as(up::err)
                        .anyMatch(failure -> failure.matches(IMAGE + deployment)));
    }

    /** Rule and name of each failure in the test's namespace, of an array or of whole lines. */
    private static List<String> failures(String json, TestCluster cluster) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        if (json.startsWith("[")) {
            Json.mapper().readTree(json).forEach(found::add);
        } else {
            for (String line :
                    json.substring(0, json.lastIndexOf('\n') + 1).lines().toList()) {
                found.add(Json.mapper().readTree(line));
            }
        }
        return found.stream()
                .filter(failure -> cluster.namespace()
                        .equals(failure.at("/subject/namespace").asText()))
                .map(failure -> failure.path("rule").asText() + " "
                        + failure.at("/subject/name").asText())
                .toList();
    }

    /** A Deployment of an image that nobody has. */
    private void deployBroken(TestCluster cluster, String name) {
        String deployment = create(cluster, name, "", """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"NAME","namespace":"NAMESPACE"},
                 "spec":{"replicas":1,"selector":{"matchLabels":{"app":"NAME"}},"template":TEMPLATE}}
                """);
        if (!cluster.isStill()) {
            return;
        }
        String replicaSet = create(cluster, name, deployment, """
                {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"NAME-1","namespace":"NAMESPACE",
                  "ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"NAME","uid":"OWNER",
                  "controller":true}]},
                 "spec":{"replicas":1,"selector":{"matchLabels":{"app":"NAME"}},"template":TEMPLATE}}
                """);
        String pod = create(cluster, name, replicaSet, """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"NAME-1-a","namespace":"NAMESPACE",
                  "labels":{"app":"NAME"},"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet",
                  "name":"NAME-1","uid":"OWNER","controller":true}]},
                 "spec":{"containers":[{"name":"main","image":"registry.invalid/shop/NAME:9"}]},
                 "status":{"phase":"Pending","containerStatuses":[{"name":"main","ready":false,
                   "image":"registry.invalid/shop/NAME:9","imageID":"","restartCount":0,"state":{"waiting":{
                   "reason":"ImagePullBackOff",
                   "message":"Back-off pulling image \\"registry.invalid/shop/NAME:9\\""}}}]}}
                """);
        create(cluster, name, pod, """
                {"apiVersion":"v1","kind":"Event","metadata":{"name":"NAME-1-a.1","namespace":"NAMESPACE"},
                 "type":"Warning","reason":"Failed","count":3,"firstTimestamp":"NOW","lastTimestamp":"NOW",
                 "message":"Failed to pull image \\"registry.invalid/shop/NAME:9\\": manifest unknown: not found",
                 "involvedObject":{"apiVersion":"v1","kind":"Pod","namespace":"NAMESPACE","name":"NAME-1-a",
                 "uid":"OWNER","fieldPath":"spec.containers{main}"}}
                """);
    }

    /** Creates an object and gives its uid. */
    private static String create(TestCluster cluster, String name, String owner, String json) {
        String object = json.replace("TEMPLATE", """
                        {"metadata":{"labels":{"app":"NAME"}},"spec":{"containers":[{"name":"main",
                        "image":"registry.invalid/shop/NAME:9"}]}}
                        """)
                .replace("NAMESPACE", cluster.namespace())
                .replace("NAME", name)
                .replace("OWNER", owner)
                .replace("NOW", Clock.systemUTC().instant().toString());
        return cluster.client().resource(object).create().getMetadata().getUid();
    }
}
