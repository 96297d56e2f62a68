package dev.faultstream.analyzer.topology;

import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.service.tracing.RecentContexts;
import dev.faultstream.service.tracing.Step;
import dev.faultstream.service.tracing.TraceContext;
import dev.faultstream.service.tracing.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Follows changes through one task. The record at hand need not be the one to blame for a failure: a grace period ends
 * with whatever record comes next. So a failure goes on from the latest change of what it is about. Knows nothing after
 * a restart, and the engine knows nothing of it. Used by the task's thread.
 */
final class FailureTraces {
    private final Tracing tracing;
    private final RecentContexts changes = new RecentContexts();

    FailureTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Begins to analyse a record. */
    Step analyze(Record<String, byte[]> record) {
        if (!tracing.isOn()) {
            return Step.NONE;
        }
        String[] key = record.key().split("/", 5);
        if (key.length < 5) {
            return Step.NONE;
        }
        Step step = tracing.read("analyze", tracing.contextOf(record.headers()))
                .put("k8s.cluster.name", key[0])
                .put("faultstream.kind", key[2])
                .put("k8s.namespace.name", key[3])
                .put("faultstream.name", key[4]);
        changes.put(name(key[0], key[2], key[3], key[4]), step.context());
        return step;
    }

    /**
     * The headers of a failure's record; null for none.
     *
     * @param at where the record at hand is being analysed
     */
    @Nullable
    Headers publish(Failure failure, @Nullable TraceContext at) {
        if (!tracing.isOn()) {
            return null;
        }
        TraceContext blamed = changes.latest(objects(failure));
        try (Step step = tracing.write("publish k8s-failures", blamed == null ? at : blamed, null)) {
            if (step.context() == null) {
                return null;
            }
            step.put("k8s.cluster.name", failure.cluster())
                    .put("faultstream.rule", failure.rule())
                    .put("faultstream.failure", failure.id())
                    .put("faultstream.state", failure.state().name().toLowerCase(Locale.ROOT))
                    .put("faultstream.severity", failure.severity().name().toLowerCase(Locale.ROOT));
            Headers headers = new RecordHeaders();
            step.writeTo(headers);
            return headers;
        }
    }

    private static List<String> objects(Failure failure) {
        List<String> names = new ArrayList<>();
        Subject subject = failure.subject();
        names.add(name(failure.cluster(), subject.kind(), subject.namespace(), subject.name()));
        for (AffectedObjects.Affected object : failure.objects().sample()) {
            names.add(name(failure.cluster(), object.kind(), object.namespace(), object.name()));
        }
        return names;
    }

    private static String name(String cluster, String kind, @Nullable String namespace, String name) {
        return String.join("/", cluster, kind, namespace == null ? "-" : namespace, name);
    }
}
