package dev.faultstream.analyzer.rules.node;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a cordon excuses: somebody works on the Node, for a while at least. */
final class Maintenance {
    private static final Duration LENGTH = Duration.ofMinutes(30);

    private Maintenance() {}

    /** Whether a cordoned node may be down because work on it has only begun. */
    static boolean excuses(Node node, @Nullable Instant downSince, ClusterView view) {
        return NodeConditions.isCordoned(node) && downSince != null && view.within(downSince, LENGTH);
    }

    /** How bad it is that the node is down: nobody relies on a cordoned one. */
    static Severity severityOf(Node node) {
        return NodeConditions.isCordoned(node) ? Severity.WARNING : Severity.CRITICAL;
    }
}
