package dev.faultstream.explainer.queue;

import dev.faultstream.explainer.work.Outcome;
import dev.faultstream.explainer.work.SkipReason;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.service.tracing.Step;
import dev.faultstream.service.tracing.TraceContext;
import dev.faultstream.service.tracing.Tracing;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Follows failures until it is clear what becomes of them, and the explanations that are written meanwhile: the first of
 * several failures of one shape is the one that the model is asked for. Thread-safe.
 */
public final class ExplanationTraces {
    private static final Outcome.Cases<String> WORDS = new Outcome.Cases<>() {
        @Override
        public String answered(Explanation explanation) {
            return "answered";
        }

        @Override
        public String skipped(SkipReason reason) {
            return reason.tag();
        }

        @Override
        public String unavailable(String why) {
            return "unavailable";
        }

        @Override
        public String refused(String why) {
            return "refused";
        }
    };

    private final Tracing tracing;
    private final Map<String, TraceContext> asked = new ConcurrentHashMap<>();

    public ExplanationTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Has a failure explained. */
    CompletableFuture<Outcome> explain(
            Headers headers, @Nullable Failure failure, Supplier<CompletableFuture<Outcome>> work) {
        Step step = failure == null ? Step.NONE : tracing.read("explain", tracing.contextOf(headers));
        TraceContext context = step.context();
        if (failure == null || context == null) {
            return work.get();
        }
        step.put("k8s.cluster.name", failure.cluster())
                .put("faultstream.rule", failure.rule())
                .put("faultstream.failure", failure.id());
        String key = failure.explanationKey();
        asked.putIfAbsent(key, context);
        return work.get().whenComplete((outcome, problem) -> {
            asked.remove(key, context);
            step.put("faultstream.outcome", outcome == null ? null : outcome.match(WORDS));
            if (problem != null) {
                step.failed(problem.getClass().getSimpleName());
            }
            step.close();
        });
    }

    /** Begins to write an explanation. */
    Step publish(Explanation explanation) {
        return tracing.write("publish k8s-explanations", asked.get(explanation.key()), null)
                .put("gen_ai.provider.name", explanation.provider())
                .put("gen_ai.request.model", explanation.model());
    }
}
