package dev.faultstream.analyzer.topology;

import dev.faultstream.service.metrics.MeterSpec;
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
    DEAD_LETTERS("analyzer.dead.letters", Kind.COUNTER, null, "Records that could not be processed.", "topic");

    private final String meterName;
    private final Kind kind;
    private final @Nullable String unit;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> tags;

    AnalyzerMeter(String meterName, Kind kind, @Nullable String unit, String description, String... tags) {
        this.meterName = meterName;
        this.kind = kind;
        this.unit = unit;
        this.description = description;
        this.tags = List.of(tags);
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
    public String description() {
        return description;
    }

    @Override
    public List<String> tags() {
        return tags;
    }
}
