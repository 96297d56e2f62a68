package dev.faultstream.analyzer.lifecycle;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.faultstream.analyzer.engine.Wakeups;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.snapshot.KindRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The findings of one rule about the objects of one owner, and what has been published of them. Its members are rows
 * of their own, so that a change of one member does not rewrite all. Mutable; belongs to one batch at a time.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class FailureGroup {
    private static final Duration FLAPPING_WINDOW = Duration.ofMinutes(30);
    private static final Duration FLAPPING_SETTLE = Duration.ofMinutes(15);
    private static final int FLAPPING_REOPENINGS = 3;

    /**
     * A symptom heals a little later than its cause. Until it has stayed for so long without one, it is not a root: who
     * is told of roots would be told of what is about to end.
     */
    private static final Duration ORPHANED_FOR = Duration.ofMinutes(5);

    /** Where a group is in its life. */
    enum State {
        /** No member has waited out its grace yet. */
        NEW,
        /** It is a failure. */
        OPEN,
        /** Its last member is gone, but may come back. */
        SETTLING,
        /** It was a failure. */
        RESOLVED
    }

    final String id;
    final String cluster;
    final String rule;
    final String home;
    final KindRef objectKind;
    Subject subject;

    @Nullable
    String workload;

    State state = State.NEW;
    int members;
    int mature;
    Instant matureThrough = Instant.EPOCH;

    @Nullable
    Instant openedAt;

    @Nullable
    Instant goneAt;

    boolean goneUnobserved;
    final List<Instant> reopenings = new ArrayList<>();

    @Nullable
    Instant wake;

    Severity severity = Severity.INFO;
    List<String> causedBy = List.of();

    @Nullable
    Instant orphanedAt;

    NavigableSet<String> candidates = new TreeSet<>();

    int revision;
    boolean announced;
    boolean changePending;

    @Nullable
    Instant publishedAt;

    FailureWriter.@Nullable Draft lastDraft;
    String publishedMessage = "";
    int publishedCount;
    Severity publishedSeverity = Severity.INFO;
    List<String> publishedCausedBy = List.of();
    Map<String, String> publishedLabels = Map.of();

    FailureGroup(String id, String cluster, String rule, String home, KindRef objectKind, Subject subject) {
        this.id = id;
        this.cluster = cluster;
        this.rule = rule;
        this.home = home;
        this.objectKind = objectKind;
        this.subject = subject;
    }

    @com.fasterxml.jackson.annotation.JsonCreator
    private FailureGroup(
            @com.fasterxml.jackson.annotation.JsonProperty("id") String id,
            @com.fasterxml.jackson.annotation.JsonProperty("cluster") String cluster,
            @com.fasterxml.jackson.annotation.JsonProperty("rule") String rule,
            @com.fasterxml.jackson.annotation.JsonProperty("home") String home,
            @com.fasterxml.jackson.annotation.JsonProperty("objectKind") KindRef objectKind) {
        this(id, cluster, rule, home, objectKind, new Subject("", "", null, "", null));
    }

    /** Whether others may be explained by it. */
    boolean isOpen() {
        return state == State.OPEN || state == State.SETTLING;
    }

    /** Whether it keeps going away and coming back. */
    boolean isFlapping(Instant at) {
        Instant oldest = at.minus(FLAPPING_WINDOW);
        reopenings.removeIf(reopening -> reopening.isBefore(oldest));
        return reopenings.size() >= FLAPPING_REOPENINGS;
    }

    /** When it is resolved unless a member comes back. */
    Instant settledAt(Duration settle, Instant at) {
        Duration effective = isFlapping(at) && settle.compareTo(FLAPPING_SETTLE) < 0 ? FLAPPING_SETTLE : settle;
        return (goneAt == null ? at : goneAt).plus(effective);
    }

    /** What it counts as caused by when these failures are open that explain it. */
    List<String> causesAfter(List<String> open, Instant at) {
        if (!open.isEmpty() || causedBy.isEmpty()) {
            orphanedAt = null;
            return open;
        }
        if (orphanedAt == null) {
            orphanedAt = at;
        }
        return at.isBefore(orphanedUntil()) ? causedBy : List.of();
    }

    /** When it becomes a root; null when that is not ahead. */
    @Nullable
    Instant becomesRootAt() {
        return orphanedAt == null || causedBy.isEmpty() ? null : orphanedUntil();
    }

    private Instant orphanedUntil() {
        return Wakeups.roundUp(Objects.requireNonNull(orphanedAt).plus(ORPHANED_FOR));
    }
}
