package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.engine.EvaluationId;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.service.metrics.Latency;
import dev.faultstream.service.metrics.Meters;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the topology does, and says once of each rule that it fails. Thread-safe. */
final class AnalyzerMeters implements AnalyzerObserver {
    private static final Logger LOGGER = LoggerFactory.getLogger(AnalyzerMeters.class);

    /** Kinds of custom resources are as many as a cluster's owners like. */
    private static final String CUSTOM_KIND = "custom";

    /** By themselves: what clusters and rules there are bounds the one, what namespaces there are the other. */
    private static final int MOST_BY_RULE = 10_000;

    private static final int MOST_NAMESPACES = 1_000;

    private final Meters meters;
    private final RuleSet rules;
    private final Latency latency;
    private final OpenGauges findings;
    private final OpenGauges open;
    private final OpenGauges openByNamespace;
    private final Map<String, TimedRule.Time> times = new ConcurrentHashMap<>();
    private final Timer processTime;
    private final Map<String, Counter> evaluations = new ConcurrentHashMap<>();
    private final Set<String> failedRules = ConcurrentHashMap.newKeySet();

    AnalyzerMeters(Meters meters, RuleSet rules, Latency latency) {
        this.meters = meters;
        this.rules = rules;
        this.latency = latency;
        this.findings = new OpenGauges(meters, AnalyzerMeter.FINDINGS, true, MOST_BY_RULE);
        this.open = new OpenGauges(meters, AnalyzerMeter.OPEN, true, MOST_BY_RULE);
        this.openByNamespace = new OpenGauges(meters, AnalyzerMeter.OPEN_BY_NAMESPACE, false, MOST_NAMESPACES);
        this.processTime = meters.timer(AnalyzerMeter.PROCESS_TIME);
    }

    /** A rule that is measured. */
    Rule<HasMetadata> timed(String id, Rule<HasMetadata> rule) {
        TimedRule.Time time = times.computeIfAbsent(id, any -> {
            TimedRule.Time fresh = new TimedRule.Time();
            meters.timer(AnalyzerMeter.RULE_TIME, fresh, TimedRule.Time::evaluations, TimedRule.Time::nanos, id);
            return fresh;
        });
        return new TimedRule(rule, time);
    }

    @Override
    public void findings(String cluster, String rule, int change) {
        findings.add(List.of(cluster, rule), change);
    }

    @Override
    public void open(OpenFailure failure, int change) {
        open.add(
                List.of(failure.cluster(), failure.rule(), failure.severity(), Boolean.toString(failure.root())),
                change);
        openByNamespace.add(List.of(failure.cluster(), failure.namespace(), failure.severity()), change);
    }

    @Override
    public void opened(Failure failure) {
        meters.counter(AnalyzerMeter.OPENED, failure.cluster(), failure.rule(), word(failure.severity()))
                .increment();
    }

    @Override
    public void resolved(Failure failure) {
        Failure.Resolution resolution = failure.resolution();
        meters.counter(
                        AnalyzerMeter.RESOLVED,
                        failure.cluster(),
                        failure.rule(),
                        word(failure.severity()),
                        resolution == null ? "" : word(resolution))
                .increment();
    }

    @Override
    public void processed(Duration time) {
        processTime.record(time);
    }

    @Override
    public void evaluated(EvaluationId id, int ruleCount) {
        String kind = rules.types().kinds().contains(id.object().kindRef())
                ? id.object().kind()
                : CUSTOM_KIND;
        evaluations
                .computeIfAbsent(kind, name -> meters.counter(AnalyzerMeter.EVALUATIONS, name))
                .increment();
    }

    @Override
    public void ruleFailed(String rule, EvaluationId id, RuntimeException failure) {
        meters.counter(AnalyzerMeter.RULE_FAILURES, rule).increment();
        (failedRules.add(rule) ? LOGGER.atError().setCause(failure) : LOGGER.atDebug())
                .addKeyValue(LogKeys.RULE_ID, rule)
                .addKeyValue(LogKeys.KIND, id.object().kind())
                .log("a rule failed; what it said before still stands, and further failures are logged at debug level");
    }

    @Override
    public void published(Failure failure) {
        meters.counter(AnalyzerMeter.PUBLISHED, failure.rule(), word(failure.severity()), word(failure.state()))
                .increment();
        latency.until(AnalyzerMeter.LATENCY, failure.changedAt(), word(failure.state()));
    }

    @Override
    public void deadLetter(String topic) {
        meters.counter(AnalyzerMeter.DEAD_LETTERS, topic).increment();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
