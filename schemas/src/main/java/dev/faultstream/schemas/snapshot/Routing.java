package dev.faultstream.schemas.snapshot;

import static dev.faultstream.schemas.snapshot.ResourceKey.NO_NAMESPACE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which partitions the record of a resource lives, so that an analysis finds all it reads in its own one.
 *
 * <p>A namespaced resource lives in the partition of its namespace. Kinds that everybody looks up go to every
 * partition. A volume goes where its claim lives, an Event where its object lives.
 */
public final class Routing {
    private static final Set<KindRef> BROADCAST = Set.of(
            KindRef.core("Node"),
            KindRef.core("Namespace"),
            new KindRef("storage.k8s.io", "StorageClass"),
            new KindRef("storage.k8s.io", "CSIDriver"),
            new KindRef("networking.k8s.io", "IngressClass"),
            new KindRef("gateway.networking.k8s.io", "GatewayClass"),
            new KindRef("gateway.networking.k8s.io", "Gateway"),
            new KindRef("scheduling.k8s.io", "PriorityClass"),
            new KindRef("node.k8s.io", "RuntimeClass"),
            new KindRef("apiextensions.k8s.io", "CustomResourceDefinition"),
            new KindRef("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
            new KindRef("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
            new KindRef("rbac.authorization.k8s.io", "ClusterRole"),
            new KindRef("cert-manager.io", "ClusterIssuer"),
            new KindRef("keda.sh", "ClusterTriggerAuthentication"));

    private static final KindRef INGRESS = new KindRef("networking.k8s.io", "Ingress");
    private static final KindRef NODE = KindRef.core("Node");
    private static final KindRef PERSISTENT_VOLUME = KindRef.core("PersistentVolume");
    private static final KindRef VOLUME_ATTACHMENT = new KindRef("storage.k8s.io", "VolumeAttachment");
    private static final KindRef API_SERVICE = new KindRef("apiregistration.k8s.io", "APIService");

    private Routing() {}

    /** Whether every partition holds the objects of this kind. */
    public static boolean isBroadcast(KindRef kind) {
        return BROADCAST.contains(kind);
    }

    /** Whether partitions other than the home hold a projection of the objects of this kind. */
    public static boolean isProjected(KindRef kind) {
        return INGRESS.equals(kind);
    }

    /**
     * Where a resource's records go.
     *
     * @param resource the object
     * @param claimNamespace gives the namespace of the claim that a PersistentVolume of this name is bound to, null
     *     when it is bound to none or unknown
     */
    public static Route route(JsonNode resource, Function<String, @Nullable String> claimNamespace) {
        KindRef kind = KindRef.of(
                resource.path("apiVersion").asText(), resource.path("kind").asText());
        if (isBroadcast(kind)) {
            return Route.toAll(namespaceOf(resource));
        }
        if (isProjected(kind)) {
            return Route.projected(namespaceOf(resource));
        }
        if (isEvent(kind)) {
            return routeOfEvent(resource, claimNamespace);
        }
        if (PERSISTENT_VOLUME.equals(kind)) {
            return Route.to(resource.at("/spec/claimRef/namespace").asText(""));
        }
        if (VOLUME_ATTACHMENT.equals(kind)) {
            return Route.to(claimNamespace.apply(
                    resource.at("/spec/source/persistentVolumeName").asText("")));
        }
        if (API_SERVICE.equals(kind)) {
            return Route.to(resource.at("/spec/service/namespace").asText(""));
        }
        return Route.to(namespaceOf(resource));
    }

    /** Whether the kind is an Event, of the core group or of {@code events.k8s.io}. */
    public static boolean isEvent(KindRef kind) {
        return "Event".equals(kind.kind())
                && (KindRef.CORE.equals(kind.group()) || "events.k8s.io".equals(kind.group()));
    }

    private static Route routeOfEvent(JsonNode event, Function<String, @Nullable String> claimNamespace) {
        JsonNode about = event.hasNonNull("involvedObject") ? event.get("involvedObject") : event.path("regarding");
        String kindName = about.path("kind").asText("");
        KindRef kind = KindRef.of(about.path("apiVersion").asText(""), kindName.isEmpty() ? "?" : kindName);
        if (NODE.equals(kind)) {
            return Route.toAll(NO_NAMESPACE);
        }
        if (PERSISTENT_VOLUME.equals(kind)) {
            return Route.to(claimNamespace.apply(about.path("name").asText("")));
        }
        return Route.to(about.path("namespace").asText(""));
    }

    private static String namespaceOf(JsonNode resource) {
        return resource.at("/metadata/namespace").asText("");
    }
}
