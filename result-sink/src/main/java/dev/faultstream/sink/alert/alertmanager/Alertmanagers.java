package dev.faultstream.sink.alert.alertmanager;

import dev.faultstream.sink.LogKeys;
import dev.faultstream.sink.alert.DeliveryException;
import dev.faultstream.sink.alert.DeliveryException.Fault;
import dev.faultstream.sink.alert.http.HttpPoster;
import dev.faultstream.sink.work.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All Alertmanagers of one output. Each is given everything; it is enough that one takes it, since all is sent again. One
 * that fails is left alone for a while, so that it does not hold up the others. Thread-safe.
 */
final class Alertmanagers {
    private static final Logger LOGGER = LoggerFactory.getLogger(Alertmanagers.class);
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final List<Member> members = new ArrayList<>();
    private final HttpPoster poster;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final Runnable onAbsence;

    /**
     * The Alertmanagers of these base URLs.
     *
     * @param onAbsence run when one is away and when it is back: it may have lost what it was told
     */
    Alertmanagers(
            List<URI> urls,
            HttpPoster poster,
            Backoff backoff,
            RandomGenerator random,
            LongSupplier nanoTime,
            Runnable onAbsence) {
        this.poster = poster;
        this.backoff = backoff;
        this.random = random;
        this.nanoTime = nanoTime;
        this.onAbsence = onAbsence;
        urls.forEach(url -> members.add(new Member(alerts(url), members.size() + 1)));
    }

    /** The address that alerts are posted to. */
    static URI alerts(URI base) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/api/v2/alerts");
    }

    /** Posts to all that may be asked; returns when at least one has taken it. */
    void post(byte[] body) throws DeliveryException, InterruptedException {
        List<Member> asked = members.stream().filter(Member::mayBeAsked).toList();
        if (asked.isEmpty()) {
            asked = members; // none left to wait for
        }
        Map<Member, HttpPoster.Posted> posts = new LinkedHashMap<>();
        asked.forEach(member -> posts.put(member, poster.send(member.url, HEADERS, body)));
        List<DeliveryException> errors = new ArrayList<>();
        for (Map.Entry<Member, HttpPoster.Posted> post : posts.entrySet()) {
            try {
                poster.await(post.getValue());
                post.getKey().succeeded();
            } catch (DeliveryException e) {
                post.getKey().failed(e);
                errors.add(e);
            }
        }
        if (errors.size() == posts.size()) {
            throw mildest(errors);
        }
    }

    /** What is worth trying again wins; of those, what may be tried first. */
    private static DeliveryException mildest(List<DeliveryException> errors) {
        return errors.stream()
                .filter(error -> error.fault() == Fault.UNAVAILABLE)
                .min(java.util.Comparator.comparing(DeliveryException::retryAfter))
                .orElse(errors.get(0));
    }

    private final class Member {
        private final URI url;
        private final int number;
        private int failures;
        private long notBefore;
        private @Nullable Fault fault;

        Member(URI url, int number) {
            this.url = url;
            this.number = number;
            this.notBefore = nanoTime.getAsLong();
        }

        synchronized boolean mayBeAsked() {
            return nanoTime.getAsLong() - notBefore >= 0;
        }

        synchronized void succeeded() {
            if (fault != null && members.size() > 1) {
                LOGGER.atInfo().addKeyValue(LogKeys.NUMBER, number).log("an Alertmanager takes alerts again");
            }
            if (fault != null) {
                onAbsence.run();
            }
            fault = null;
            failures = 0;
        }

        synchronized void failed(DeliveryException error) {
            if (error.fault() == Fault.REJECTED) {
                return; // it is there
            }
            if (fault == null && members.size() > 1) {
                LOGGER.atWarn()
                        .addKeyValue(LogKeys.NUMBER, number)
                        .addKeyValue(LogKeys.ERROR, error.getMessage())
                        .log("one of several Alertmanagers takes no alerts for now");
            }
            if (fault == null) {
                onAbsence.run();
            }
            fault = error.fault();
            Duration wait = backoff.after(++failures, random);
            wait = error.retryAfter().compareTo(wait) > 0 ? error.retryAfter() : wait;
            notBefore = nanoTime.getAsLong() + wait.toNanos();
        }
    }
}
