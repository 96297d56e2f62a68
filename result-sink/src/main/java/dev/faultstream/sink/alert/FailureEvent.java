package dev.faultstream.sink.alert;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.RecordHeaders;
import dev.faultstream.sink.join.Transition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One record of the topic: what decides about it, and its value as it was read, which takes less memory than the failure
 * made of it.
 */
final class FailureEvent {
    private static final String TYPE_PREFIX = "dev.faultstream.failure.";

    private final ConsumerRecord<String, byte[]> record;
    private final boolean open;
    private final boolean selected;
    private final List<String> causedBy;
    private final Severity severity;
    private final Instant openedAt;
    private final Transition transition;
    private final String eventId;

    private FailureEvent(ConsumerRecord<String, byte[]> record, Failure failure, boolean selected) {
        this.record = record;
        this.selected = selected;
        causedBy = failure.causedBy();
        open = failure.state() == Failure.State.OPEN;
        severity = failure.severity();
        openedAt = failure.openedAt();
        transition = transitionOf(record, failure);
        String id = attribute(record, "id");
        eventId = id == null ? failure.id() + '.' + failure.revision() : id;
    }

    /**
     * What a record tells.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if it cannot be read
     */
    static FailureEvent read(ConsumerRecord<String, byte[]> record, OutputFilter filter) {
        Failure failure = explained(record).failure();
        return new FailureEvent(record, failure, filter.matches(failure));
    }

    /** What explains it, best first. */
    List<String> causedBy() {
        return causedBy;
    }

    String failureId() {
        return record.key();
    }

    int partition() {
        return record.partition();
    }

    long offset() {
        return record.offset();
    }

    ConsumerRecord<String, byte[]> record() {
        return record;
    }

    boolean isOpen() {
        return open;
    }

    /** Whether the output's filter lets it through. */
    boolean isSelected() {
        return selected;
    }

    Severity severity() {
        return severity;
    }

    Instant openedAt() {
        return openedAt;
    }

    /** What it told that the record before it did not. */
    Transition transition() {
        return transition;
    }

    /** What a receiver is told by it. */
    Notice notice(Transition told, boolean repeat, Severity worst) {
        ExplainedFailure explained = explained(record);
        Failure failure = explained.failure();
        String source = attribute(record, "source");
        String subject = attribute(record, "subject");
        return new Notice(
                told,
                repeat,
                explained,
                worst,
                told == transition ? eventId : eventId + '.' + told.word(),
                source == null ? "/faultstream/clusters/" + failure.cluster() : source,
                subject == null
                        ? failure.subject().kind() + '/' + failure.subject().name()
                        : subject,
                Instant.ofEpochMilli(record.timestamp()),
                null);
    }

    private static ExplainedFailure explained(ConsumerRecord<String, byte[]> record) {
        return FaultstreamSerdes.explainedFailure().deserializer().deserialize(record.topic(), record.value());
    }

    private static Transition transitionOf(ConsumerRecord<String, byte[]> record, Failure failure) {
        String type = attribute(record, "type");
        for (Transition candidate : Transition.values()) {
            if ((TYPE_PREFIX + candidate.word() + ".v1").equals(type)) {
                return candidate;
            }
        }
        return failure.state() == Failure.State.OPEN ? Transition.CHANGED : Transition.RESOLVED;
    }

    private static @Nullable String attribute(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(RecordHeaders.CLOUD_EVENTS_PREFIX + name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
