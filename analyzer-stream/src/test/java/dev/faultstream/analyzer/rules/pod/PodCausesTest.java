package dev.faultstream.analyzer.rules.pod;

import static dev.faultstream.analyzer.testing.PodObjects.NAMESPACE;
import static dev.faultstream.analyzer.testing.PodObjects.NOW;
import static dev.faultstream.analyzer.testing.PodObjects.after;
import static dev.faultstream.analyzer.testing.PodObjects.node;
import static dev.faultstream.analyzer.testing.PodObjects.owned;
import static dev.faultstream.analyzer.testing.PodObjects.running;
import static dev.faultstream.analyzer.testing.PodObjects.started;
import static dev.faultstream.analyzer.testing.PodObjects.starting;
import static dev.faultstream.analyzer.testing.PodObjects.unscheduled;
import static dev.faultstream.analyzer.testing.PodObjects.waiting;
import static dev.faultstream.analyzer.testing.PodObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.analyzer.testing.StandIn;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What explains findings about Pods, where other rules are to find it. */
class PodCausesTest {
    private static final String FROM = "2026-03-02T08:58:00Z";
    private static final String TO = "2026-03-02T08:59:00Z";

    private final ClusterScenario cluster = ClusterScenario.at(
            NOW,
            new NoReadyEndpoints(),
            new NoPods(),
            new CertificateNotReady(),
            new ConditionFalse(),
            new PullSecretMissing(),
            new ClaimLost(),
            new StorageClassMissing(),
            new SystemOom(),
            new NodeProblem(),
            new MemoryPressure());

    @Test
    void shouldBlameThePullSecretOfTheWorkload() {
        // Given
        Deployment web = broken(new Deployment(), "web", "pull-secret-missing");

        // When
        cluster.with(web)
                .with(owned(
                        starting(
                                        "web-1",
                                        waiting("web", "ErrImagePull", "unauthorized")
                                                .build())
                                .build(),
                        web))
                .with(owned(
                        starting(
                                        "web-2",
                                        waiting("web", "ErrImagePull", "does not exist or may require")
                                                .build())
                                .build(),
                        web));

        // Then
        assertThat(cluster.causes("pod.image-unauthorized")).containsExactly(List.of("workload.pull-secret-missing"));
        assertThat(cluster.causes("pod.image-not-found")).containsExactly(List.of("workload.pull-secret-missing"));
    }

    @Test
    void shouldBlameTheCertificateThatIsToFillTheSecret() {
        // Given
        cluster.synced(new KindRef("cert-manager.io", "Certificate"))
                .withJson(custom("cert-manager.io/v1", "Certificate", "other", "not-ready", "{\"secretName\":\"x\"}"))
                .withJson(custom("cert-manager.io/v1", "Certificate", "web", "not-ready", "{\"secretName\":\"tls\"}"));

        // When
        cluster.with(waitingFor("secret \"tls\" not found"));

        // Then
        assertThat(cluster.causes("pod.config-missing")).containsExactly(List.of("certificate.not-ready"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "external-secrets.io|ExternalSecret|any|{\"target\":{\"name\":\"password\"}}|true",
                "external-secrets.io|ExternalSecret|password|{}|true",
                "external-secrets.io|ExternalSecret|password|{\"target\":{\"name\":\"other\"}}|false",
                "bitnami.com|SealedSecret|password|{}|true",
            })
    void shouldBlameTheResourceThatMakesTheSecret(String group, String kind, String name, String spec, boolean blamed) {
        // Given
        cluster.synced(new KindRef(group, kind)).withJson(custom(group + "/v1", kind, name, "condition-false", spec));

        // When
        cluster.with(waitingFor("secret \"password\" not found"));

        // Then
        assertThat(cluster.causes("pod.config-missing"))
                .isEqualTo(blamed ? List.of(List.of("resource.condition-false")) : List.of());
    }

    @Test
    void shouldBlameTheClaimThatHasLostItsVolume() {
        // When
        cluster.with(broken(new PersistentVolumeClaim(), "data", "lost"))
                .with(unscheduled("db-0", "0/1 nodes are available: persistentvolumeclaim \"data\" is being deleted.")
                        .build());

        // Then
        assertThat(cluster.causes("pod.unschedulable-claim")).containsExactly(List.of("pvc.lost"));
    }

    @Test
    void shouldBlameTheStatefulSetForAClaimThatIsMissing() {
        // Given
        StatefulSet db = broken(new StatefulSet(), "db", "storage-class-missing");

        // When
        cluster.with(db)
                .with(owned(
                        unscheduled("db-0", "0/1 nodes are available: persistentvolumeclaim \"data\" not found.")
                                .build(),
                        db));

        // Then
        assertThat(cluster.causes("pod.unschedulable-claim"))
                .containsExactly(List.of("stateful-set.storage-class-missing"));
    }

    @Test
    void shouldBlameTheClaimOfAVolumeBeforeTheNode() {
        // Given
        Pod pod = starting("db-0", waiting("web", "ContainerCreating", "").build())
                .editSpec()
                .addNewVolume()
                .withName("files")
                .withNewPersistentVolumeClaim("data", null)
                .endVolume()
                .endSpec()
                .build();

        // When
        cluster.with(brokenNode("problem"))
                .with(broken(new PersistentVolumeClaim(), "data", "lost"))
                .with(pod)
                .with(warning(pod, "FailedMount", "MountVolume.SetUp failed for volume \"files\" : x", TO));

        // Then
        assertThat(cluster.causes("pod.volume-mount")).containsExactly(List.of("pvc.lost"), List.of("node.problem"));
    }

    @ParameterizedTest
    @CsvSource({",true", "64Mi,false", "16Gi,true"})
    void shouldBlameTheNodeForAContainerThatIsAllowedMoreThanItHas(
            @org.jspecify.annotations.Nullable String limit, boolean blamed) {
        // Given
        Map<String, Quantity> limits = limit == null ? Map.of() : Map.of("memory", new Quantity(limit));

        // When
        cluster.with(brokenNode("system-oom"))
                .with(running(
                                "web-1",
                                after(started("web", TO), 2, 137, "OOMKilled", FROM, TO)
                                        .build())
                        .editSpec()
                        .editFirstContainer()
                        .withNewResources()
                        .withLimits(limits)
                        .endResources()
                        .endContainer()
                        .endSpec()
                        .build());

        // Then
        assertThat(cluster.causes("pod.oom-killed"))
                .isEqualTo(blamed ? List.of(List.of("node.system-oom")) : List.of());
    }

    @Test
    void shouldBlameTheNodesMemoryForAProbeThatFails() {
        // Given
        Pod pod = running(
                        "web-1",
                        after(started("web", TO), 1, 137, "Error", FROM, TO).build())
                .build();

        // When
        cluster.with(brokenNode("memory-pressure"))
                .with(pod)
                .with(warning(pod, "web", "Unhealthy", "Liveness probe failed: timeout", TO));

        // Then
        assertThat(cluster.causes("pod.probe-restart")).containsExactly(List.of("node.memory-pressure"));
    }

    @ParameterizedTest
    @CsvSource({
        "db,true",
        "postgres://user@db:5432/shop,true",
        "db.shop,true",
        "http://db.shop.svc.cluster.local/x,true",
        "--wait=db,true",
        "wait for db.,true",
        "db.other.svc,false",
        "db-2,false",
        "my-db,false",
        "the.db,false",
        "DB,false",
        "dbs,false",
    })
    void shouldBlameAServiceThatTheContainerNames(String text, boolean blamed) {
        // When
        cluster.with(service("db", "db")).with(crashing(text));

        // Then
        assertThat(cluster.causes("pod.crash-loop"))
                .isEqualTo(blamed ? List.of(List.of("service.no-ready-endpoints")) : List.of());
    }

    @Test
    void shouldBlameAServiceThatTheCommandOfAnInitContainerNames() {
        // When
        cluster.with(service("db", "db"))
                .with(starting("web-1", waiting("web", "PodInitializing", "").build())
                        .editSpec()
                        .withInitContainers(new ContainerBuilder()
                                .withName("wait")
                                .withCommand("sh", "-c", "until nc -z db 5432; do sleep 1; done")
                                .build())
                        .endSpec()
                        .editStatus()
                        .withInitContainerStatuses(
                                after(waiting("wait", "CrashLoopBackOff", ""), 3, 1, "Error", FROM, TO)
                                        .build())
                        .endStatus()
                        .build());

        // Then
        assertThat(cluster.causes("pod.init-failing")).containsExactly(List.of("service.no-ready-endpoints"));
    }

    @Test
    void shouldNotBlameTheServiceThatSelectsThePodItself() {
        // When
        cluster.with(service("web", "web")).with(crashing("http://web/"));

        // Then
        assertThat(cluster.causes("pod.crash-loop")).isEmpty();
    }

    private static Pod crashing(String environment) {
        return running(
                        "web-1",
                        after(waiting("web", "CrashLoopBackOff", ""), 4, 1, "Error", FROM, TO)
                                .build())
                .editMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .editSpec()
                .editFirstContainer()
                .withEnv(new EnvVar("TARGET", environment, null))
                .endContainer()
                .endSpec()
                .build();
    }

    private static Pod waitingFor(String message) {
        return starting(
                        "web-1",
                        waiting("web", "CreateContainerConfigError", message).build())
                .build();
    }

    private static Service service(String name, String app) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withUid("uid-service-" + name)
                .addToLabels(StandIn.LABEL, "no-ready-endpoints")
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", app)
                .endSpec()
                .build();
    }

    private static Node brokenNode(String rule) {
        return node("n1")
                .editMetadata()
                .addToLabels(StandIn.LABEL, rule)
                .endMetadata()
                .build();
    }

    private static <T extends HasMetadata> T broken(T object, String name, String rule) {
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withUid("uid-" + name)
                .addToLabels(StandIn.LABEL, rule)
                .build());
        return object;
    }

    private static String custom(String apiVersion, String kind, String name, String rule, String spec) {
        return "{\"apiVersion\":\"" + apiVersion + "\",\"kind\":\"" + kind + "\",\"metadata\":{\"namespace\":\"shop\","
                + "\"name\":\"" + name + "\",\"uid\":\"" + name + "\",\"labels\":{\"broken\":\"" + rule
                + "\"}},\"spec\":"
                + spec + "}";
    }

    @RuleDefinition(id = "service.no-ready-endpoints", kinds = Service.class, grace = "0s", message = "broken")
    private static final class NoReadyEndpoints extends StandIn<Service> {}

    @RuleDefinition(id = "service.no-pods", kinds = Service.class, grace = "0s", message = "broken")
    private static final class NoPods extends StandIn<Service> {}

    @RuleDefinition(
            id = "certificate.not-ready",
            kinds = GenericKubernetesResource.class,
            grace = "0s",
            message = "broken")
    private static final class CertificateNotReady extends StandIn<GenericKubernetesResource> {}

    @RuleDefinition(
            id = "resource.condition-false",
            kinds = GenericKubernetesResource.class,
            grace = "0s",
            message = "broken")
    private static final class ConditionFalse extends StandIn<GenericKubernetesResource> {}

    @RuleDefinition(id = "workload.pull-secret-missing", kinds = Deployment.class, grace = "0s", message = "broken")
    private static final class PullSecretMissing extends StandIn<Deployment> {}

    @RuleDefinition(id = "pvc.lost", kinds = PersistentVolumeClaim.class, grace = "0s", message = "broken")
    private static final class ClaimLost extends StandIn<PersistentVolumeClaim> {}

    @RuleDefinition(
            id = "stateful-set.storage-class-missing",
            kinds = StatefulSet.class,
            grace = "0s",
            message = "broken")
    private static final class StorageClassMissing extends StandIn<StatefulSet> {}

    @RuleDefinition(id = "node.system-oom", kinds = Node.class, grace = "0s", message = "broken")
    private static final class SystemOom extends StandIn<Node> {}

    @RuleDefinition(id = "node.problem", kinds = Node.class, grace = "0s", message = "broken")
    private static final class NodeProblem extends StandIn<Node> {}

    @RuleDefinition(id = "node.memory-pressure", kinds = Node.class, grace = "0s", message = "broken")
    private static final class MemoryPressure extends StandIn<Node> {}
}
