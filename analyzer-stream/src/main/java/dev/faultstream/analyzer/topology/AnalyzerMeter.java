package dev.faultstream.analyzer.topology;

import dev.faultstream.service.metrics.Latency;
import dev.faultstream.service.metrics.MeterSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The meters of the analyzer. */
public enum AnalyzerMeter implements MeterSpec {
    PROCESS_TIME("analyzer.process.time", Kind.TIMER, "seconds", "Time to analyse one record of the snapshot topic."),
    EVALUATIONS("analyzer.evaluations", Kind.COUNTER, null, "Objects whose rules were evaluated, by kind.", "kind"),
    RULE_FAILURES(
            "analyzer.rule.failures",
            Kind.COUNTER,
            null,
            "Evaluations that a rule could not finish: a bug of the rule.",
            "rule"),
    PUBLISHED(
            "analyzer.failures.published",
            Kind.COUNTER,
            null,
            "Revisions of failures that were published; one that a restart takes back counts twice.",
            "rule",
            "severity",
            "state"),
    FINDINGS(
            "analyzer.findings",
            Kind.GAUGE,
            null,
            "Findings that there are, those in their grace period too; from the store, so right after a restart.",
            "cluster",
            "rule"),
    OPEN(
            "analyzer.failures.open",
            Kind.GAUGE,
            null,
            "Failures that are published as open; root is true for those that nothing open explains. From the store, so"
                    + " right after a restart.",
            "cluster",
            "rule",
            "severity",
            "root"),
    OPEN_BY_NAMESPACE(
            "analyzer.namespace.failures.open",
            Kind.GAUGE,
            null,
            "The same by the namespace of their subject, empty for subjects without one; gone when nothing is open. At"
                    + " most 1000 by themselves, the others as `(others)`.",
            "cluster",
            "object_namespace",
            "severity"),
    OPENED(
            "analyzer.failures.opened",
            Kind.COUNTER,
            null,
            "Failures that opened, or opened again; one that a restart takes back counts twice.",
            "cluster",
            "rule",
            "severity"),
    RESOLVED(
            "analyzer.failures.resolved",
            Kind.COUNTER,
            null,
            "Failures that were resolved, and how; one that a restart takes back counts twice.",
            "cluster",
            "rule",
            "severity",
            "resolution"),
    RULE_TIME(
            "analyzer.rule.time",
            Kind.TIMER,
            "seconds",
            "How often a rule was evaluated and how long that took, with what it made run first; no histogram.",
            "rule"),
    LATENCY(
            "analyzer.latency",
            Kind.TIMER,
            "seconds",
            "From the observation by which a failure was concluded until its record is handed to Kafka, by state; not"
                    + " for what is older than an hour, which is history.",
            "state"),
    DEAD_LETTERS("analyzer.dead.letters", Kind.COUNTER, null, "Records that could not be processed.", "topic");

    @SuppressWarnings("ImmutableEnumChecker") // a record whose list is a copy
    private final Described described;

    AnalyzerMeter(String meterName, Kind kind, @Nullable String unit, String description, String... tags) {
        described = new Described(meterName, kind, unit, List.of(tags), description);
    }

    @Override
    public Described described() {
        return described;
    }

    @Override
    public List<Duration> buckets() {
        return this == LATENCY ? Latency.BUCKETS : List.of();
    }
}
