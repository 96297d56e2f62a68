package dev.faultstream.analyzer.engine;

import static java.util.Objects.requireNonNull;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Ownership;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.snapshot.ResourceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the findings of one analysis, rule by rule. */
final class FindingCollector implements Findings {
    private final HasMetadata object;
    private final RecordingView view;
    private final List<Finding> before;
    private final Instant now;
    private final EngineOptions options;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> ofRule = new ArrayList<>();
    private @Nullable ConfiguredRule rule;
    private @Nullable Ownership ownership;

    FindingCollector(HasMetadata object, RecordingView view, List<Finding> before, Instant now, EngineOptions options) {
        this.object = object;
        this.view = view;
        this.before = before;
        this.now = now;
        this.options = options;
    }

    /** What follows is said by this rule. */
    void begin(ConfiguredRule next) {
        rule = next;
        ofRule.clear();
    }

    /** The rule has come to its end. */
    void commit() {
        findings.addAll(ofRule);
        ofRule.clear();
    }

    /** The rule cannot decide: what it said last time still stands. */
    void retain() {
        ofRule.clear();
        String id = requireNonNull(rule).id();
        before.stream().filter(finding -> finding.rule().equals(id)).forEach(findings::add);
    }

    List<Finding> findings() {
        return findings;
    }

    @Override
    public void add(FindingBuilder builder) {
        ConfiguredRule current = requireNonNull(rule);
        HasMetadata subject = builder.subject() == null ? ownership().subject() : builder.subject();
        String workload = builder.subject() == null ? workloadBelow(subject) : null;
        if (ofRule.stream().anyMatch(finding -> finding.part().equals(builder.part()))) {
            return;
        }
        ofRule.add(new Finding(
                current.id(),
                FailureIds.of(view.cluster(), current.id(), view.keyOf(subject), workload, view.home()),
                builder.part(),
                since(builder, current.id()),
                grace(builder, current),
                severity(builder, current),
                toSubject(subject, builder.subject() == null ? ownership().workload() : null),
                workload,
                builder.parameters(),
                builder.ages(),
                builder.evidence()));
    }

    @Override
    public boolean any() {
        return !findings.isEmpty() || !ofRule.isEmpty();
    }

    @Override
    public boolean about(String part) {
        return findings.stream().anyMatch(finding -> finding.part().equals(part))
                || ofRule.stream().anyMatch(finding -> finding.part().equals(part));
    }

    @Override
    public boolean has(String rulePattern) {
        return findings.stream().anyMatch(finding -> finding.isOf(rulePattern));
    }

    @Override
    public HasMetadata object() {
        return object;
    }

    private Ownership ownership() {
        if (ownership == null) {
            ownership = view.ownership(object);
        }
        return ownership;
    }

    private @Nullable String workloadBelow(HasMetadata subject) {
        HasMetadata workload = ownership().workload();
        return workload == null || view.keyOf(workload).equals(view.keyOf(subject))
                ? null
                : workload.getKind() + '/' + workload.getMetadata().getName();
    }

    /** The instant that the rule gives, else that of the same finding before, else now; never before the creation. */
    private Instant since(FindingBuilder builder, String ruleId) {
        Instant since = builder.since();
        if (since == null && options.oneInstant()) {
            return builder.notBefore() == null ? now.minus(grace(builder, requireNonNull(rule))) : builder.notBefore();
        }
        if (since == null) {
            since = before.stream()
                    .filter(finding ->
                            finding.rule().equals(ruleId) && finding.part().equals(builder.part()))
                    .map(Finding::since)
                    .findFirst()
                    .orElse(now);
        }
        Instant created = creation();
        return created != null && created.isAfter(since) ? created : since;
    }

    private @Nullable Instant creation() {
        String created = object.getMetadata().getCreationTimestamp();
        try {
            return created == null || created.isEmpty()
                    ? null
                    : OffsetDateTime.parse(created).toInstant();
        } catch (java.time.DateTimeException e) {
            return null;
        }
    }

    private static Duration grace(FindingBuilder builder, ConfiguredRule rule) {
        return builder.grace() == null || rule.graceOverride() ? rule.grace() : builder.grace();
    }

    private static Severity severity(FindingBuilder builder, ConfiguredRule rule) {
        if (rule.severityOverride() != null) {
            return rule.severityOverride();
        }
        return builder.severity() == null ? rule.severity() : builder.severity();
    }

    private Subject toSubject(HasMetadata subject, @Nullable HasMetadata workload) {
        ResourceKey key = view.keyOf(subject);
        return new Subject(
                subject.getApiVersion(),
                subject.getKind(),
                key.isNamespaced() ? key.namespace() : null,
                key.name(),
                subject.getMetadata().getUid(),
                SubjectLabels.of(options.subjectLabels(), subject, workload));
    }
}
