package dev.faultstream.sink.alert.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.sink.alert.Delivery;
import dev.faultstream.sink.alert.DeliveryException;
import dev.faultstream.sink.alert.Habits;
import dev.faultstream.sink.alert.Notice;
import dev.faultstream.sink.alert.http.HttpPoster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends failures as alerts, several in one request, and again before they would expire. When the labels of an open
 * failure's alert have to change, the alert with the old ones is resolved in the same request.
 */
public final class AlertmanagerDelivery implements Delivery {
    private static final Duration READ_PATIENCE = Duration.ofSeconds(10);

    /**
     * An Alertmanager passes on at once what began before its {@code group_wait}, inhibited only by what it knows by
     * then. Causes come from other partitions, so they may be read a little later than what they explain.
     */
    private static final Duration SYMPTOM_DELAY = Duration.ofSeconds(2);

    private static final Duration CLEANING_INTERVAL = Duration.ofMinutes(1);

    private final AlertmanagerSettings settings;
    private final HttpPoster poster;
    private final Alertmanagers alertmanagers;
    private final RootCauses causes;
    private final Readiness readiness;
    private final AlertMapper mapper;
    private final Clock clock;
    private final Map<String, Sent> sent = new HashMap<>();
    private Instant nextCleaning = Instant.MIN;

    /**
     * A delivery that connects to nothing before it delivers.
     *
     * @param poster closed with it
     * @param reader follows the causes; not closed with it
     */
    public AlertmanagerDelivery(
            AlertmanagerSettings settings, HttpPoster poster, CauseReader reader, Clock clock, RandomGenerator random) {
        this(settings, poster, reader.causes(), reader::awaitRead, clock, random);
    }

    AlertmanagerDelivery(
            AlertmanagerSettings settings,
            HttpPoster poster,
            RootCauses causes,
            Readiness readiness,
            Clock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.poster = poster;
        this.causes = causes;
        this.readiness = readiness;
        this.clock = clock;
        alertmanagers = new Alertmanagers(settings.urls(), poster, settings.backoff(), random, System::nanoTime);
        mapper = new AlertMapper(settings, causes, clock);
    }

    @Override
    public Habits habits() {
        return new Habits(false, settings.resend(), true, settings.resendResolved(), settings.batch(), SYMPTOM_DELAY);
    }

    @Override
    public void deliver(List<Notice> notices) throws DeliveryException, InterruptedException {
        if (!readiness.await(READ_PATIENCE)) {
            throw DeliveryException.unavailable("causes are still being read", Duration.ZERO, false, null);
        }
        List<Alert> alerts = new ArrayList<>();
        List<Alert> symptoms = new ArrayList<>();
        Map<String, Sent> now = new HashMap<>();
        for (Notice notice : notices) {
            String id = notice.failure().id();
            Sent before = find(id);
            Alert alert = mapper.map(notice, notice.isResolved() && before != null ? before.labels() : null);
            if (before != null && !before.labels().equals(alert.labels())) {
                alerts.add(before.ended(clock.instant()));
            }
            (AlertMapper.isSymptom(alert) ? symptoms : alerts).add(alert);
            now.put(id, sent(alert, notice));
        }
        alerts.addAll(symptoms);
        alertmanagers.post(json(alerts));
        remember(now);
    }

    /** Ids of the failures whose alert would name another root cause now, or end or go on because of it. */
    public synchronized List<String> outdated() {
        List<String> outdated = new ArrayList<>();
        sent.forEach((id, last) -> {
            String root = causes.rootOf(id, last.causedBy());
            boolean moved = !root.equals(last.labels().get(AlertMapper.ROOT_CAUSE));
            if (last.forgetAt() == null && (moved || mapper.isOrphan(id, root) != last.isOrphan())) {
                outdated.add(id);
            }
        });
        return outdated;
    }

    @Override
    public synchronized void forget(List<String> failureIds) {
        failureIds.forEach(sent::remove);
    }

    private synchronized @Nullable Sent find(String id) {
        return sent.get(id);
    }

    private synchronized void remember(Map<String, Sent> now) {
        sent.putAll(now);
        Instant instant = clock.instant();
        if (instant.isAfter(nextCleaning)) {
            sent.values().removeIf(last -> last.forgetAt() != null && instant.isAfter(last.forgetAt()));
            nextCleaning = instant.plus(CLEANING_INTERVAL);
        }
    }

    private Sent sent(Alert alert, Notice notice) {
        // A resolved alert is sent again for a while, under the labels that it had.
        Instant forgetAt = notice.isResolved()
                ? clock.instant().plus(settings.resendResolved()).plus(settings.expireAfter())
                : null;
        return new Sent(
                alert.labels(),
                alert.startsAt(),
                notice.failure().causedBy(),
                mapper.isOrphan(notice.failure().id(), mapper.rootOf(notice)),
                forgetAt);
    }

    private static byte[] json(List<Alert> alerts) {
        try {
            return Json.mapper().writeValueAsBytes(alerts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("alerts cannot be written as JSON", e);
        }
    }

    @Override
    public void close() {
        poster.close();
    }

    /** Waits until all causes are known that were there at the start; whether they are. */
    @FunctionalInterface
    interface Readiness {
        boolean await(Duration patience) throws InterruptedException;
    }

    /** What was sent last of a failure; without its texts, which are not needed to end it. */
    private record Sent(
            Map<String, String> labels,
            Instant startsAt,
            List<String> causedBy,
            boolean isOrphan,
            @Nullable Instant forgetAt) {
        Alert ended(Instant end) {
            return new Alert(labels, Map.of(), startsAt, end, null).endedAt(end);
        }
    }
}
