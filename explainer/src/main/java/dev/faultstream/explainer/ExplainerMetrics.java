package dev.faultstream.explainer;

import dev.faultstream.explainer.answer.Flaw;
import dev.faultstream.explainer.model.ModelEvents;
import dev.faultstream.explainer.model.ModelProblem;
import dev.faultstream.explainer.model.ModelReply;
import dev.faultstream.explainer.queue.QueueEvents;
import dev.faultstream.explainer.work.Outcome;
import dev.faultstream.explainer.work.SkipReason;
import dev.faultstream.explainer.work.WorkEvents;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.service.metrics.Meters;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what happens, and says what a person should know of it. Thread-safe. */
final class ExplainerMetrics implements ModelEvents, WorkEvents, QueueEvents, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExplainerMetrics.class);
    private static final String CHAT = "chat";
    private static final Outcome.Cases<Counted> COUNTED = new Outcome.Cases<>() {
        @Override
        public Counted answered(Explanation explanation) {
            return new Counted("answered", "");
        }

        @Override
        public Counted skipped(SkipReason reason) {
            return new Counted("skipped", reason.tag());
        }

        @Override
        public Counted unavailable(String why) {
            return new Counted("unavailable", why);
        }

        @Override
        public Counted refused(String why) {
            return new Counted("refused", why);
        }
    };

    private final Meters meters;
    private final String provider;
    private final String model;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failedCalls = new LongAdder();
    private final List<Gauge> gauges;
    private final AtomicBoolean saidAvailable = new AtomicBoolean(true);

    ExplainerMetrics(Meters meters, String provider, String model) {
        this.meters = meters;
        this.provider = provider;
        this.model = model;
        this.gauges = List.of(
                meters.gauge(ExplainerMeter.K8SGPT_CALLS, calls::sum, operatorTags()),
                meters.gauge(ExplainerMeter.K8SGPT_FAILED_CALLS, failedCalls::sum, operatorTags()));
    }

    /** Those of k8sgpt-operator; there is no deployment of its kind and no namespace that is known here. */
    private String[] operatorTags() {
        return new String[] {provider, "faultstream-explainer", "", "faultstream"};
    }

    /** Takes away what tells of now. */
    @Override
    public void close() {
        meters.remove(gauges);
    }

    @Override
    public void replied(ModelReply reply) {
        call("", reply.latencyMillis());
        tokens("input", reply.promptTokens());
        tokens("output", reply.completionTokens());
    }

    @Override
    public void failed(ModelProblem problem, long latencyMillis) {
        call(problem.name().toLowerCase(Locale.ROOT), latencyMillis);
        LOGGER.atDebug()
                .addKeyValue(LogKeys.MODEL, model)
                .addKeyValue(LogKeys.REASON, problem)
                .log("the model did not reply");
    }

    @Override
    public void availabilityChanged(boolean available) {
        boolean changed = saidAvailable.getAndSet(available) != available;
        if (!changed) {
            LOGGER.atDebug().addKeyValue(LogKeys.MODEL, model).log("the model still does not work");
        } else if (available) {
            LOGGER.atInfo().addKeyValue(LogKeys.MODEL, model).log("the model works again");
        } else {
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.MODEL, model)
                    .log("the model does not work; failures keep their remedies until it does");
        }
    }

    @Override
    public void concluded(Outcome outcome) {
        outcome.match(COUNTED).increment(meters);
    }

    @Override
    public void flawed(Flaw flaw) {
        meters.counter(ExplainerMeter.FLAWS, flaw.tag()).increment();
    }

    @Override
    public void acknowledged(AcknowledgeType type) {
        meters.counter(ExplainerMeter.ACKNOWLEDGEMENTS, type.toString()).increment();
    }

    @Override
    public void lost(int records) {
        meters.counter(ExplainerMeter.LOST).increment(records);
    }

    @Override
    public void deadLetter() {
        meters.counter(ExplainerMeter.DEAD_LETTERS).increment();
    }

    private void call(String errorType, long millis) {
        calls.increment();
        if (!errorType.isEmpty()) {
            failedCalls.increment();
        }
        meters.timer(ExplainerMeter.CALLS, CHAT, provider, model, errorType)
                .record(Duration.ofMillis(millis).toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tokens(String type, @Nullable Integer tokens) {
        if (tokens != null) {
            meters.summary(ExplainerMeter.TOKENS, CHAT, provider, model, type).record(tokens);
        }
    }

    /** The tags under which an outcome is counted. */
    private record Counted(String outcome, String reason) {
        void increment(Meters meters) {
            meters.counter(ExplainerMeter.OUTCOMES, outcome, reason).increment();
        }
    }
}
