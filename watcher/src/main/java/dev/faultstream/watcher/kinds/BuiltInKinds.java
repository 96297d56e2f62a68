package dev.faultstream.watcher.kinds;

import dev.faultstream.schemas.snapshot.KindRef;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of Kubernetes itself that are watched, and how to tell its API groups from those of extensions. */
public final class BuiltInKinds {
    private static final Set<KindRef> NAMESPACED = kinds(
            "core/Pod core/Service core/Endpoints core/ConfigMap core/Secret core/PersistentVolumeClaim",
            "core/ServiceAccount core/ReplicationController core/ResourceQuota core/LimitRange core/Event",
            "apps/Deployment apps/ReplicaSet apps/StatefulSet apps/DaemonSet batch/Job batch/CronJob",
            "autoscaling/HorizontalPodAutoscaler policy/PodDisruptionBudget discovery.k8s.io/EndpointSlice",
            "networking.k8s.io/Ingress networking.k8s.io/NetworkPolicy coordination.k8s.io/Lease",
            "rbac.authorization.k8s.io/Role rbac.authorization.k8s.io/RoleBinding");

    private static final Set<KindRef> CLUSTER_SCOPED = kinds(
            "core/Node core/Namespace core/PersistentVolume storage.k8s.io/StorageClass storage.k8s.io/CSIDriver",
            "storage.k8s.io/VolumeAttachment networking.k8s.io/IngressClass scheduling.k8s.io/PriorityClass",
            "node.k8s.io/RuntimeClass apiextensions.k8s.io/CustomResourceDefinition",
            "apiregistration.k8s.io/APIService certificates.k8s.io/CertificateSigningRequest",
            "rbac.authorization.k8s.io/ClusterRole rbac.authorization.k8s.io/ClusterRoleBinding",
            "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
            "admissionregistration.k8s.io/MutatingWebhookConfiguration",
            "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
            "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
            "admissionregistration.k8s.io/MutatingAdmissionPolicy",
            "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding");

    private static final Set<String> GROUPS = Set.of(
            KindRef.CORE,
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io",
            "apiregistration.k8s.io",
            "apps",
            "authentication.k8s.io",
            "authorization.k8s.io",
            "autoscaling",
            "batch",
            "certificates.k8s.io",
            "coordination.k8s.io",
            "discovery.k8s.io",
            "events.k8s.io",
            "extensions",
            "flowcontrol.apiserver.k8s.io",
            "internal.apiserver.k8s.io",
            "networking.k8s.io",
            "node.k8s.io",
            "policy",
            "rbac.authorization.k8s.io",
            "resource.k8s.io",
            "scheduling.k8s.io",
            "storage.k8s.io",
            "storagemigration.k8s.io");

    private BuiltInKinds() {}

    /** Whether a kind of Kubernetes itself is watched. */
    public static boolean isWatched(KindRef kind) {
        return NAMESPACED.contains(kind) || CLUSTER_SCOPED.contains(kind);
    }

    /** The kinds of Kubernetes itself that are watched: what a watcher needs the right to list. */
    public static Set<KindRef> all() {
        return Stream.concat(NAMESPACED.stream(), CLUSTER_SCOPED.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the kind is known to live in namespaces; false also for what is unknown. */
    public static boolean isNamespaced(KindRef kind) {
        return NAMESPACED.contains(kind);
    }

    /** Whether an API group belongs to Kubernetes itself. */
    public static boolean isBuiltInGroup(String group) {
        return GROUPS.contains(group);
    }

    private static Set<KindRef> kinds(String... lines) {
        return Stream.of(lines)
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .map(text -> new KindRef(text.substring(0, text.indexOf('/')), text.substring(text.indexOf('/') + 1)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
