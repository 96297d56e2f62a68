package dev.faultstream.sink.alert.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.sink.alert.Delivery;
import dev.faultstream.sink.alert.DeliveryException;
import dev.faultstream.sink.alert.Habits;
import dev.faultstream.sink.alert.Hold;
import dev.faultstream.sink.alert.Notice;
import dev.faultstream.sink.alert.http.HttpPoster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Sends failures as alerts, several in one request, and again before they would expire. When the labels of an open
 * failure's alert have to change, the alert with the old ones is resolved in the same request. A symptom's alert is only
 * sent while that of its root cause is there to mute it.
 */
public final class AlertmanagerDelivery implements Delivery {
    private static final Duration READ_PATIENCE = Duration.ofSeconds(10);

    private final AlertmanagerSettings settings;
    private final HttpPoster poster;
    private final Alertmanagers alertmanagers;
    private final Readiness readiness;
    private final AlertMapper mapper;
    private final Clock clock;
    private final AlertOrder order;
    private final SentAlerts sent = new SentAlerts();

    /**
     * A delivery that connects to nothing before it delivers.
     *
     * @param poster closed with it
     * @param reader follows the causes; not closed with it
     */
    public AlertmanagerDelivery(
            AlertmanagerSettings settings, HttpPoster poster, CauseReader reader, Clock clock, RandomGenerator random) {
        this(settings, poster, reader.causes(), reader::awaitRead, clock, System::nanoTime, random);
    }

    AlertmanagerDelivery(
            AlertmanagerSettings settings,
            HttpPoster poster,
            RootCauses causes,
            Readiness readiness,
            Clock clock,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this.settings = settings;
        this.poster = poster;
        this.readiness = readiness;
        this.clock = clock;
        order = new AlertOrder(causes::explainsOthers, nanoTime);
        alertmanagers = new Alertmanagers(settings.urls(), poster, settings.backoff(), random, nanoTime, order::doubt);
        mapper = new AlertMapper(settings, causes, clock);
    }

    @Override
    public Habits habits() {
        return new Habits(false, settings.resend(), true, settings.resendResolved(), settings.batch());
    }

    @Override
    public Hold hold(String failureId, boolean open, List<String> causedBy) {
        return order.hold(mapper.standing(failureId, open, causedBy));
    }

    @Override
    public void deliver(List<Notice> notices) throws DeliveryException, InterruptedException {
        if (!readiness.await(READ_PATIENCE)) {
            throw DeliveryException.unavailable("causes are still being read", Duration.ZERO, false, null);
        }
        Instant now = clock.instant();
        List<Alert> alerts = new ArrayList<>();
        Map<String, SentAlerts.Sent> sending = new LinkedHashMap<>();
        for (Notice notice : notices) {
            Failure failure = notice.failure();
            Standing standing = standing(notice);
            Alert alert = mapper.map(notice, standing, notice.isResolved() ? sent.labels(failure.id()) : null);
            alerts.add(alert);
            alerts.addAll(sent.ends(failure.id(), alert.labels(), now));
            sent.sending(failure.id(), alert, now);
            // A resolved alert is sent again for a while, under the labels that it had.
            Instant forgetAt =
                    notice.isResolved() ? now.plus(settings.resendResolved()).plus(settings.expireAfter()) : null;
            sending.put(failure.id(), new SentAlerts.Sent(alert.labels(), failure.causedBy(), standing, forgetAt));
        }
        List<Standing> standings =
                sending.values().stream().map(SentAlerts.Sent::standing).toList();
        order.sending(standings);
        alerts.sort(Comparator.comparing(alert -> rank(alert, now)));
        post(alerts);
        sending.forEach(sent::sent);
        order.sent(standings);
        forget(sent.outlived(now));
    }

    /** Ids of the failures whose alert would name another root cause now, or end or go on because of it. */
    public List<String> outdated() {
        return sent.open(this::isOutdated);
    }

    @Override
    public boolean isOutdated(String failureId) {
        SentAlerts.Sent last = sent.open(failureId);
        return last != null && isOutdated(failureId, last);
    }

    @Override
    public void forget(List<String> failureIds) {
        sent.forget(failureIds);
        order.forget(failureIds);
    }

    private void post(List<Alert> alerts) throws DeliveryException, InterruptedException {
        try {
            alertmanagers.post(json(alerts));
        } catch (DeliveryException e) {
            if (e.fault() != DeliveryException.Fault.REJECTED) {
                order.doubt();
            }
            throw e;
        }
    }

    private boolean isOutdated(String failureId, SentAlerts.Sent last) {
        return !mapper.standing(failureId, true, last.causedBy()).equals(last.standing());
    }

    /** As it was when it was asked for: causes that have changed since would need to be waited for. */
    private Standing standing(Notice notice) {
        Failure failure = notice.failure();
        Standing allowed = order.allowed(failure.id());
        return allowed == null ? mapper.standing(failure.id(), !notice.isResolved(), failure.causedBy()) : allowed;
    }

    /** What mutes comes first and goes last: an Alertmanager takes one alert after the other. */
    private static int rank(Alert alert, Instant now) {
        if (alert.fires(now)) {
            return alert.isSymptom() ? 2 : 0;
        }
        return alert.isSymptom() ? 1 : 3;
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
}
