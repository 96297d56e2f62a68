package dev.faultstream.analyzer.engine;

import static dev.faultstream.schemas.snapshot.ResourceKey.NO_NAMESPACE;

import dev.faultstream.schemas.snapshot.ResourceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entries of a webhook configuration are looked at where the Service lives that each of them calls. */
final class WebhookHomes {
    private WebhookHomes() {}

    static boolean areHomesOf(ResourceKey key) {
        return "admissionregistration.k8s.io".equals(key.group()) && key.kind().endsWith("WebhookConfiguration");
    }

    /** The namespaces of the services of the entries; that of cluster-scoped objects for entries without one. */
    static Set<String> of(@Nullable HasMetadata configuration) {
        Stream<@Nullable WebhookClientConfig> clients = Stream.empty();
        if (configuration instanceof ValidatingWebhookConfiguration validating) {
            clients = validating.getWebhooks().stream().map(entry -> entry.getClientConfig());
        } else if (configuration instanceof MutatingWebhookConfiguration mutating) {
            clients = mutating.getWebhooks().stream().map(entry -> entry.getClientConfig());
        }
        Set<String> homes = new TreeSet<>();
        clients.filter(Objects::nonNull)
                .forEach(client -> homes.add(
                        client.getService() == null || client.getService().getNamespace() == null
                                ? NO_NAMESPACE
                                : client.getService().getNamespace()));
        return homes;
    }
}
