package dev.faultstream.watcher.prune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.Routing;
import java.util.Set;

/**
 * Turns an object as an API server gives it into what may be published. Secret values, private keys and tokens do not
 * survive it, equal objects give equal bytes, and pruning what is pruned changes nothing. Stateless.
 */
public final class Pruner {
    /** What stands in a published object where a secret was. */
    public static final String MARKER = SecretText.MARKER;

    private static final KindRef SECRET = KindRef.core("Secret");
    private static final KindRef CONFIG_MAP = KindRef.core("ConfigMap");
    private static final KindRef LEASE = new KindRef("coordination.k8s.io", "Lease");
    private static final Set<String> NORMAL_EVENTS_OF_PODS =
            Set.of("TriggeredScaleUp", "NotTriggerScaleUp", "Nominated");
    private static final String NORMAL_EVENT_OF_NODES = "NodeNotReady";

    private Pruner() {}

    /** Whether objects like this one are published at all: not most Normal events, nor Leases of other namespaces. */
    public static boolean isPublished(ObjectNode resource) {
        KindRef kind = kindOf(resource);
        if (Routing.isEvent(kind)) {
            return isTelling(resource);
        }
        return !LEASE.equals(kind)
                || "kube-system".equals(resource.at("/metadata/namespace").asText());
    }

    /** Prunes an object in place. */
    public static void prune(ObjectNode resource) {
        KindRef kind = kindOf(resource);
        Noise.removeFrom(resource);
        if (SECRET.equals(kind)) {
            SecretPruning.secret(resource);
        } else if (CONFIG_MAP.equals(kind)) {
            SecretPruning.configMap(resource);
        }
        CaBundles.replaceIn(resource);
        Redaction.apply(resource);
    }

    private static boolean isTelling(ObjectNode event) {
        if (!"Normal".equals(event.path("type").asText())) {
            return true;
        }
        JsonNode about = event.hasNonNull("involvedObject") ? event.path("involvedObject") : event.path("regarding");
        String reason = event.path("reason").asText();
        return switch (about.path("kind").asText()) {
            case "Pod" -> NORMAL_EVENTS_OF_PODS.contains(reason);
            case "Node" -> NORMAL_EVENT_OF_NODES.equals(reason);
            default -> false;
        };
    }

    private static KindRef kindOf(ObjectNode resource) {
        return KindRef.of(
                resource.path("apiVersion").asText("?"), resource.path("kind").asText("?"));
    }
}
