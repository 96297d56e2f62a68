package dev.faultstream.sink;

import dev.faultstream.service.metrics.MeterSpec;
import java.util.List;

/**
 * The meters of k8sgpt-operator that dashboards made for it read, with its names and labels. All are gauges, because a
 * counter's name would end in {@code _total} and theirs do not; those that count only grow. The two about calls of a
 * model are the explainer's.
 */
public enum K8sGptMeter implements MeterSpec {
    RECONCILE_ERRORS(
            "k8sgpt_reconcile_error_count",
            "Answers of the API server that kept a Result from its state, since the start; only grows.",
            "k8sgpt"),
    RESULTS(
            "k8sgpt_number_of_results",
            "Results that there are, by the namespace of the broken object, empty for objects without one; gone when"
                    + " there is none.",
            "object_namespace",
            "k8sgpt"),
    RESULTS_BY_TYPE(
            "k8sgpt_number_of_results_by_type",
            "Results that there are about an object; gone with it. At most 500 objects by name; the others are one"
                    + " number for each namespace and kind, with an empty name.",
            "object_namespace",
            "kind",
            "name",
            "k8sgpt"),
    MUTATIONS("k8sgpt_mutations_count", "Always 0: Faultstream changes nothing in a cluster.", "mutations", "k8sgpt");

    @SuppressWarnings("ImmutableEnumChecker") // a record whose list is a copy
    private final Described described;

    K8sGptMeter(String meterName, String description, String... tags) {
        described = new Described(meterName, Kind.GAUGE, null, List.of(tags), description);
    }

    @Override
    public Described described() {
        return described;
    }
}
