package dev.faultstream.sink;

import dev.faultstream.service.metrics.Latency;
import dev.faultstream.service.metrics.MeterSpec;
import java.time.Duration;
import java.util.List;

/** The meters of the sink. */
public enum SinkMeter implements MeterSpec {
    PUBLISHED(
            "sink.published",
            Kind.COUNTER,
            "Records of `k8s-failures-explained`, by what they tell and who wrote the explanation; one that a restart"
                    + " takes back counts twice.",
            "transition",
            "source"),
    SUPPRESSED(
            "sink.suppressed",
            Kind.COUNTER,
            "Records and answers of the join that changed nothing and were not published."),
    LATENCY(
            "sink.latency",
            Kind.TIMER,
            "From the observation by which a failure was concluded until its record of `k8s-failures-explained` is handed"
                    + " to Kafka, by what it tells; not for what is older than an hour, which is history.",
            "transition"),
    DEAD_LETTERS("sink.dead.letters", Kind.COUNTER, "Records that could not be read or processed.", "topic"),
    RESULTS_OPEN("sink.results.open", Kind.GAUGE, "Failures that are to have a Result."),
    RESULTS_PENDING("sink.results.pending", Kind.GAUGE, "Results that wait to be written or deleted."),
    RESULTS_WRITTEN(
            "sink.results.written", Kind.COUNTER, "Results that were written or deleted, by what was done.", "action"),
    RESULTS_FAULTS(
            "sink.results.faults",
            Kind.COUNTER,
            "Answers of the API server that kept a Result from its state.",
            "fault"),
    OUTPUTS_DELIVERED(
            "sink.outputs.delivered",
            Kind.COUNTER,
            "Notices that a receiver took, by what they told; `repeated` for those that were told again.",
            "output",
            "transition"),
    OUTPUTS_RETRIED(
            "sink.outputs.retried",
            Kind.COUNTER,
            "Notices that a receiver did not take and that are tried again, by why.",
            "output",
            "fault"),
    OUTPUTS_DEAD(
            "sink.outputs.dead", Kind.COUNTER, "Notices that were given up and put aside as dead letters.", "output"),
    OUTPUTS_PENDING("sink.outputs.pending", Kind.GAUGE, "Failures of which a receiver is still to be told.", "output"),
    OUTPUTS_OPEN("sink.outputs.open", Kind.GAUGE, "Open failures that a receiver has been told of.", "output"),
    OUTPUTS_LAG("sink.outputs.lag", Kind.GAUGE, "Records that an output has still to read.", "output"),
    OUTPUTS_OLDEST(
            "sink.outputs.oldest",
            Kind.GAUGE,
            "Seconds for which the oldest notice has been waiting to be taken; 0 when none waits.",
            "output"),
    OUTPUTS_DELAY(
            "sink.outputs.delay", Kind.TIMER, "From reading a record to the receiver's taking its notice.", "output");

    @SuppressWarnings("ImmutableEnumChecker") // a record whose list is a copy
    private final Described described;

    SinkMeter(String meterName, Kind kind, String description, String... tags) {
        described = new Described(meterName, kind, kind == Kind.TIMER ? "seconds" : null, List.of(tags), description);
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
