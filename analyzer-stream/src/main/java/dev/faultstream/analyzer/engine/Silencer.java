package dev.faultstream.analyzer.engine;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Ownership;
import dev.faultstream.analyzer.api.UndecidedException;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Drops findings that nobody wants to hear of: those that the object, its owner or its Namespace ignores by
 * annotation, and those about objects of a Namespace that is being deleted.
 */
final class Silencer {
    /** Rule ids or patterns, separated by commas. */
    private static final String IGNORE = "faultstream.dev/ignore";

    private static final KindRef NAMESPACE = KindRef.core("Namespace");

    private final RuleSet rules;
    private final RecordingView view;

    Silencer(RuleSet rules, RecordingView view) {
        this.rules = rules;
        this.view = view;
    }

    List<Finding> keep(HasMetadata object, List<Finding> findings) {
        if (findings.isEmpty()) {
            return findings;
        }
        HasMetadata namespace = namespaceOf(object);
        List<String> ignored = new ArrayList<>();
        ignored.addAll(ignoredBy(object));
        ignored.addAll(ignoredBy(namespace));
        try {
            Ownership ownership = view.ownership(object);
            ignored.addAll(ignoredBy(ownership.subject()));
            ignored.addAll(ignoredBy(ownership.workload()));
        } catch (UndecidedException e) {
            // The owner is still to come; when it does, this runs again.
        }
        boolean terminating = namespace instanceof Namespace known && isTerminating(known);
        return findings.stream()
                .filter(finding -> ignored.stream().noneMatch(finding::isOf))
                .filter(finding -> !terminating || speaksWhileTerminating(finding))
                .toList();
    }

    private @Nullable HasMetadata namespaceOf(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return namespace == null ? null : view.peek(NAMESPACE, null, namespace);
    }

    private boolean speaksWhileTerminating(Finding finding) {
        return rules.find(finding.rule())
                .map(rule -> rule.definition().inTerminatingNamespace())
                .orElse(false);
    }

    private static boolean isTerminating(Namespace namespace) {
        return namespace.getMetadata().getDeletionTimestamp() != null
                || (namespace.getStatus() != null
                        && "Terminating".equals(namespace.getStatus().getPhase()));
    }

    private static List<String> ignoredBy(@Nullable HasMetadata object) {
        Map<String, String> annotations =
                object == null ? null : object.getMetadata().getAnnotations();
        String ignore = annotations == null ? null : annotations.get(IGNORE);
        return ignore == null
                ? List.of()
                : Arrays.stream(ignore.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
