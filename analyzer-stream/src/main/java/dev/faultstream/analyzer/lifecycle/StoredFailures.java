package dev.faultstream.analyzer.lifecycle;

import dev.faultstream.analyzer.engine.Homes;
import dev.faultstream.analyzer.engine.OrderedStore;
import dev.faultstream.schemas.failure.Severity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the store of failures knows after a restart: what has been found, and what has been published as open. */
public final class StoredFailures {
    private StoredFailures() {}

    /** Visits every group that has findings or is published as open, and whose failure is published from here. */
    public static void forEach(OrderedStore failures, Homes homes, Consumer<Group> visitor) {
        new GroupStore(failures).forEach(group -> {
            boolean open = group.isOpen() && group.revision > 0;
            if ((open || group.members > 0) && homes.isLocal(group.cluster, group.home)) {
                visitor.accept(new Group(
                        group.id,
                        group.cluster,
                        group.rule,
                        group.subject.namespace(),
                        group.publishedSeverity,
                        group.publishedCausedBy.isEmpty(),
                        open,
                        group.members));
            }
        });
    }

    /**
     * The findings of one rule about the objects of one owner.
     *
     * @param id the failure's id
     * @param namespace that of its subject; null when it has none
     * @param severity as published
     * @param root whether it is published as a root cause
     * @param open whether it is published as open
     * @param findings how many there are, those in their grace period too
     */
    public record Group(
            String id,
            String cluster,
            String rule,
            @Nullable String namespace,
            Severity severity,
            boolean root,
            boolean open,
            int findings) {}
}
