package dev.faultstream.explainer;

import dev.faultstream.service.metrics.MeterSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every meter of the explainer. Those about the model have OpenTelemetry's names for generative AI. */
public enum ExplainerMeter implements MeterSpec {
    CALLS(
            "gen_ai.client.operation.duration",
            Kind.TIMER,
            null,
            "How long calls to the model took; error.type is empty for those that were answered.",
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "error.type"),
    TOKENS(
            "gen_ai.client.token.usage",
            Kind.SUMMARY,
            "token",
            "Tokens of a question (input) or an answer (output).",
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "gen_ai.token.type"),
    OUTCOMES(
            "explainer.failures",
            Kind.COUNTER,
            null,
            "What became of failure records: answered, skipped (for which reason), unavailable or refused.",
            "outcome",
            "reason"),
    K8SGPT_CALLS(
            "k8sgpt_number_of_backend_ai_calls",
            Kind.GAUGE,
            null,
            "Calls to the model since the start, as k8sgpt-operator names them; only grows.",
            "backend",
            "deployment",
            "namespace",
            "k8sgpt"),
    K8SGPT_FAILED_CALLS(
            "k8sgpt_number_of_failed_backend_ai_calls",
            Kind.GAUGE,
            null,
            "Calls to the model that were not answered, since the start; only grows.",
            "backend",
            "deployment",
            "namespace",
            "k8sgpt"),
    FLAWS("explainer.answers.flawed", Kind.COUNTER, null, "Answers of the model that were not used, by flaw.", "flaw"),
    ACKNOWLEDGEMENTS(
            "explainer.acknowledgements", Kind.COUNTER, null, "Acknowledgements given to the share group.", "type"),
    LOST(
            "explainer.acknowledgements.lost",
            Kind.COUNTER,
            null,
            "Acknowledgements that the broker did not take; their records come again."),
    DEAD_LETTERS("explainer.dead.letters", Kind.COUNTER, null, "Records that were put aside."),
    HELD("explainer.records.held", Kind.GAUGE, null, "Records that wait for their outcome."),
    KNOWN("explainer.explanations.known", Kind.GAUGE, null, "Explanation keys in the index."),
    AVAILABLE("explainer.model.available", Kind.GAUGE, null, "1 while calls to the model are let through, else 0.");

    private final String meterName;
    private final Kind kind;
    private final @Nullable String unit;
    private final String description;
    private final String tags;

    ExplainerMeter(String meterName, Kind kind, @Nullable String unit, String description, String... tags) {
        this.meterName = meterName;
        this.kind = kind;
        this.unit = unit;
        this.description = description;
        this.tags = String.join(" ", tags);
    }

    @Override
    public String meterName() {
        return meterName;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String unit() {
        return unit;
    }

    @Override
    public List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split(" "));
    }

    @Override
    public String description() {
        return description;
    }
}
