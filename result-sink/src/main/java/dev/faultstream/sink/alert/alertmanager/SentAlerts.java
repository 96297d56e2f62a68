package dev.faultstream.sink.alert.alertmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What was sent of each failure; without the texts, which are not needed to end it. Thread-safe. */
final class SentAlerts {
    private static final Duration CLEANING_INTERVAL = Duration.ofMinutes(1);

    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, List<Firing>> firing = new HashMap<>();
    private Instant nextCleaning = Instant.MIN;

    /** The labels that a failure's alert was sent with last; null when none was. */
    synchronized @Nullable Map<String, String> labels(String failureId) {
        Sent last = sent.get(failureId);
        return last == null ? null : last.labels();
    }

    /** The ends of alerts that an Alertmanager may have of a failure, but those with these labels. */
    synchronized List<Alert> ends(String failureId, Map<String, String> but, Instant now) {
        return firing.getOrDefault(failureId, List.of()).stream()
                .filter(alert -> alert.until().isAfter(now) && !alert.labels().equals(but))
                .map(alert -> new Alert(alert.labels(), Map.of(), alert.startsAt(), now, null).endedAt(now))
                .toList();
    }

    /** An alert is about to be sent: from now on an Alertmanager may have it, until it expires. */
    synchronized void sending(String failureId, Alert alert, Instant now) {
        if (alert.fires(now)) {
            List<Firing> alerts = firing.computeIfAbsent(failureId, id -> new ArrayList<>());
            alerts.removeIf(other ->
                    other.labels().equals(alert.labels()) || !other.until().isAfter(now));
            alerts.add(new Firing(alert.labels(), alert.startsAt(), alert.endsAt()));
        }
    }

    synchronized void sent(String failureId, Sent alert) {
        sent.put(failureId, alert);
    }

    /** The failures that are not over and of which this holds, with what was sent last. */
    synchronized List<String> open(BiPredicate<String, Sent> condition) {
        List<String> ids = new ArrayList<>();
        sent.forEach((id, last) -> {
            if (last.forgetAt() == null && condition.test(id, last)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** What was sent last of a failure that is not over; null when there is none. */
    synchronized @Nullable Sent open(String failureId) {
        Sent last = sent.get(failureId);
        return last == null || last.forgetAt() != null ? null : last;
    }

    synchronized void forget(Collection<String> failureIds) {
        failureIds.forEach(sent::remove);
        failureIds.forEach(firing::remove);
    }

    /** Now and then gives the failures that have been over for long, which are to be forgotten. */
    synchronized List<String> outlived(Instant now) {
        if (now.isBefore(nextCleaning)) {
            return List.of();
        }
        nextCleaning = now.plus(CLEANING_INTERVAL);
        List<String> outlived = new ArrayList<>();
        sent.forEach((id, last) -> {
            if (last.forgetAt() != null && now.isAfter(last.forgetAt())) {
                outlived.add(id);
            }
        });
        return outlived;
    }

    /**
     * What was sent last of a failure.
     *
     * @param forgetAt when it need not be known any more; null while the failure is not over
     */
    record Sent(
            Map<String, String> labels,
            List<String> causedBy,
            Standing standing,
            @Nullable Instant forgetAt) {}

    /** An alert that an Alertmanager may have until an instant unless it is ended. */
    private record Firing(Map<String, String> labels, Instant startsAt, Instant until) {}
}
