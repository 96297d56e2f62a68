package dev.faultstream.analyzer.rules.webhook;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.LabelSelectors;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ServiceReference;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a webhook configuration that calls a Service.
 *
 * @param name the entry's name
 * @param service the Service that it calls
 * @param blocking whether requests are refused when it does not answer
 * @param namespaces which Namespaces it is for; null for all
 * @param rules which requests it is called for
 */
record WebhookEntry(
        String name,
        ServiceReference service,
        boolean blocking,
        @Nullable LabelSelector namespaces,
        List<RuleWithOperations> rules) {
    private static final int DEFAULT_PORT = 443;
    private static final String IGNORE = "Ignore";

    /** The entries that call a Service of the home namespace and are called at all. */
    static List<WebhookEntry> inEffect(HasMetadata configuration, ClusterView view) {
        return configuration.getMetadata().getDeletionTimestamp() != null
                ? List.of()
                : of(configuration)
                        .filter(entry -> view.home().equals(entry.service.getNamespace())
                                && !entry.rules.isEmpty()
                                && entry.selectsAny(view))
                        .toList();
    }

    int port() {
        return service.getPort() == null ? DEFAULT_PORT : service.getPort();
    }

    /** What is common to all findings about the entry. */
    FindingBuilder describe(FindingBuilder finding) {
        return finding.part(name)
                .severity(blocking ? Severity.CRITICAL : Severity.WARNING)
                .with("webhook", name)
                .with("service", service.getName())
                .with("operation", operations());
    }

    private String operations() {
        List<String> operations = rules.stream()
                .flatMap(rule -> rule.getOperations().stream())
                .distinct()
                .sorted()
                .toList();
        return operations.contains("*")
                ? "every operation"
                : operations.stream().collect(Collectors.joining(", "));
    }

    private boolean selectsAny(ClusterView view) {
        return namespaces == null
                || view.list(Namespace.class).stream()
                        .anyMatch(namespace -> LabelSelectors.matches(
                                namespaces, namespace.getMetadata().getLabels()));
    }

    private static Stream<WebhookEntry> of(HasMetadata configuration) {
        if (configuration instanceof ValidatingWebhookConfiguration validating) {
            return validating.getWebhooks().stream()
                    .flatMap(entry -> of(
                            entry.getName(),
                            entry.getClientConfig(),
                            entry.getFailurePolicy(),
                            entry.getNamespaceSelector(),
                            entry.getRules()));
        }
        if (configuration instanceof MutatingWebhookConfiguration mutating) {
            return mutating.getWebhooks().stream()
                    .flatMap(entry -> of(
                            entry.getName(),
                            entry.getClientConfig(),
                            entry.getFailurePolicy(),
                            entry.getNamespaceSelector(),
                            entry.getRules()));
        }
        return Stream.empty();
    }

    private static Stream<WebhookEntry> of(
            String name,
            @Nullable WebhookClientConfig client,
            @Nullable String failurePolicy,
            @Nullable LabelSelector namespaces,
            List<RuleWithOperations> rules) {
        return client == null || client.getService() == null
                ? Stream.empty()
                : Stream.of(new WebhookEntry(
                        name, client.getService(), !IGNORE.equals(failurePolicy), namespaces, List.copyOf(rules)));
    }
}
