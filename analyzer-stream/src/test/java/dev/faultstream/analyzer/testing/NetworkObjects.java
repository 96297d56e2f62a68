package dev.faultstream.analyzer.testing;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.Map;

/** Objects of the namespace {@code shop} for tests of rules about the network, created well before 09:00. */
public final class NetworkObjects {
    public static final String NAMESPACE = "shop";
    public static final String CREATED = "2026-03-02T08:00:00Z";

    private NetworkObjects() {}

    public static ObjectMeta meta(String name) {
        return new ObjectMetaBuilder()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withUid("uid-" + name)
                .withCreationTimestamp(CREATED)
                .build();
    }

    /** Port 80, named http, leading to the container port named http of pods with {@code app=<name>}. */
    public static Service service(String name) {
        return new ServiceBuilder()
                .withMetadata(meta(name))
                .withNewSpec()
                .withType("ClusterIP")
                .addToSelector("app", name)
                .addNewPort()
                .withName("http")
                .withPort(80)
                .withTargetPort(new IntOrString("http"))
                .endPort()
                .endSpec()
                .build();
    }

    /** A running pod with {@code app=<app>}, without owner, ready or not since 08:30, that declares the port http. */
    public static Pod pod(String name, String app, boolean ready) {
        return new PodBuilder()
                .withMetadata(meta(name))
                .editMetadata()
                .addToLabels("app", app)
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-1")
                .addNewContainer()
                .withName("web")
                .addNewPort()
                .withName("http")
                .withContainerPort(8080)
                .endPort()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .withLastTransitionTime("2026-03-02T08:30:00Z")
                .endCondition()
                .endStatus()
                .build();
    }

    /** The pod as one that the memory killer met at 08:59. */
    public static Pod oomKilled(Pod pod) {
        return new PodBuilder(pod)
                .editStatus()
                .addNewContainerStatus()
                .withName("web")
                .withRestartCount(3)
                .withNewLastState()
                .withNewTerminated()
                .withReason("OOMKilled")
                .withExitCode(137)
                .withFinishedAt("2026-03-02T08:59:00Z")
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    /** The pod with a controller. */
    public static Pod ownedBy(Pod pod, String apiVersion, String kind, String name) {
        return new PodBuilder(pod)
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion(apiVersion)
                .withKind(kind)
                .withName(name)
                .withUid("uid-" + name)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();
    }

    /** A slice of the Service with one endpoint and the port http. */
    public static EndpointSlice slice(String service, boolean ready) {
        return new EndpointSliceBuilder()
                .withMetadata(meta(service + "-abc"))
                .editMetadata()
                .addToLabels("kubernetes.io/service-name", service)
                .endMetadata()
                .withAddressType("IPv4")
                .addNewEndpoint()
                .addToAddresses("10.0.0.7")
                .withNewConditions()
                .withReady(ready)
                .endConditions()
                .endEndpoint()
                .addNewPort()
                .withName("http")
                .withPort(8080)
                .endPort()
                .build();
    }

    /** A Deployment whose pods carry the labels. */
    public static Deployment deployment(String name, int replicas, Map<String, String> labels) {
        return new DeploymentBuilder()
                .withMetadata(meta(name))
                .withNewSpec()
                .withReplicas(replicas)
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** The ReplicaSet {@code <deployment>-1} of a Deployment. */
    public static ReplicaSet replicaSet(Deployment deployment) {
        return new ReplicaSetBuilder()
                .withMetadata(meta(deployment.getMetadata().getName() + "-1"))
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(deployment.getMetadata().getName())
                .withUid(deployment.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withReplicas(deployment.getSpec().getReplicas())
                .withTemplate(deployment.getSpec().getTemplate())
                .endSpec()
                .build();
    }

    /** An Ingress of the class nginx that sends {@code shop.example/<path>} to port 80 of the Service. */
    public static Ingress ingress(String name, String path, String service) {
        return new IngressBuilder()
                .withMetadata(meta(name))
                .withNewSpec()
                .withIngressClassName("nginx")
                .addNewRule()
                .withHost("shop.example")
                .withNewHttp()
                .addNewPath()
                .withPath(path)
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(service)
                .withNewPort()
                .withNumber(80)
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule()
                .endSpec()
                .build();
    }
}
