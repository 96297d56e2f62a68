package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures how long a rule takes, those that it makes run first included. Two adders and not a timer, because this is
 * done more often than anything else.
 */
final class TimedRule implements Rule<HasMetadata> {
    private final Rule<HasMetadata> rule;
    private final Time time;

    TimedRule(Rule<HasMetadata> rule, Time time) {
        this.rule = rule;
        this.time = time;
    }

    @Override
    public void evaluate(HasMetadata object, ClusterView view, Findings findings) {
        long start = System.nanoTime();
        try {
            rule.evaluate(object, view, findings);
        } finally {
            time.nanos.add(System.nanoTime() - start);
            time.evaluations.increment();
        }
    }

    @Override
    public void causes(HasMetadata object, Finding finding, ClusterView view, Causes causes) {
        rule.causes(object, finding, view, causes);
    }

    /** How often a rule was evaluated, and how long that took. Thread-safe. */
    static final class Time {
        private final LongAdder evaluations = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        long evaluations() {
            return evaluations.sum();
        }

        double nanos() {
            return nanos.sum();
        }
    }
}
