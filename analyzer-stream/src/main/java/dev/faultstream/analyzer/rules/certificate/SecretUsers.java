package dev.faultstream.analyzer.rules.certificate;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who uses a Secret.
 *
 * @param listeners the Ingresses and Gateways that present its certificate
 * @param pods the running Pods that mount it or read it into their environment
 */
record SecretUsers(List<HasMetadata> listeners, List<HasMetadata> pods) {
    private static final KindRef GATEWAY = new KindRef("gateway.networking.k8s.io", "Gateway");

    static SecretUsers of(Secret secret, ClusterView view) {
        String name = secret.getMetadata().getName();
        Stream<HasMetadata> ingresses =
                view.list(TlsSecrets.USERS, TlsSecrets.key(secret.getMetadata().getNamespace(), name)).stream()
                        .map(HasMetadata.class::cast);
        Stream<HasMetadata> gateways = (view.watched(GATEWAY) ? view.list(Gateway.class) : List.<Gateway>of())
                .stream().filter(gateway -> presents(gateway, secret)).map(HasMetadata.class::cast);
        return new SecretUsers(
                Stream.concat(ingresses, gateways).toList(),
                view.list(Pod.class).stream()
                        .filter(pod ->
                                PodSecrets.isRunning(pod) && PodSecrets.of(pod).contains(name))
                        .map(HasMetadata.class::cast)
                        .toList());
    }

    boolean isEmpty() {
        return listeners.isEmpty() && pods.isEmpty();
    }

    /** At most three of them, by kind and name. */
    String text() {
        return "used by "
                + Stream.concat(listeners.stream(), pods.stream())
                        .limit(3)
                        .map(user -> user.getKind() + " " + user.getMetadata().getNamespace() + "/"
                                + user.getMetadata().getName())
                        .collect(Collectors.joining(", "));
    }

    private static boolean presents(Gateway gateway, Secret secret) {
        return gateway.getSpec() != null
                && gateway.getSpec().getListeners().stream()
                        .map(Listener::getTls)
                        .filter(tls -> tls != null)
                        .flatMap(tls -> tls.getCertificateRefs().stream())
                        .anyMatch(reference -> isTo(reference, gateway, secret));
    }

    private static boolean isTo(SecretObjectReference reference, Gateway gateway, Secret secret) {
        String namespace =
                reference.getNamespace() == null ? gateway.getMetadata().getNamespace() : reference.getNamespace();
        return (reference.getKind() == null || "Secret".equals(reference.getKind()))
                && (reference.getGroup() == null || reference.getGroup().isEmpty())
                && secret.getMetadata().getName().equals(reference.getName())
                && secret.getMetadata().getNamespace().equals(namespace);
    }
}
