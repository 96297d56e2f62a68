package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.engine.EvaluationId;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.service.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
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

    private final Meters meters;
    private final RuleSet rules;
    private final Timer processTime;
    private final Map<String, Counter> evaluations = new ConcurrentHashMap<>();
    private final Set<String> failedRules = ConcurrentHashMap.newKeySet();

    AnalyzerMeters(Meters meters, RuleSet rules) {
        this.meters = meters;
        this.rules = rules;
        this.processTime = meters.timer(AnalyzerMeter.PROCESS_TIME);
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
        meters.counter(
                        AnalyzerMeter.PUBLISHED,
                        failure.rule(),
                        failure.severity().name().toLowerCase(Locale.ROOT),
                        failure.state().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    @Override
    public void deadLetter(String topic) {
        meters.counter(AnalyzerMeter.DEAD_LETTERS, topic).increment();
    }
}
