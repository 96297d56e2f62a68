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

    @SuppressWarnings("ImmutableEnumChecker") // a record whose list is a copy
    private final Described described;

    ExplainerMeter(String meterName, Kind kind, @Nullable String unit, String description, String... tags) {
        described = new Described(meterName, kind, unit, List.of(tags), description);
    }

    @Override
    public Described described() {
        return described;
    }
}
