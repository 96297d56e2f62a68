package dev.faultstream.sink.alert.alertmanager;

import static java.util.Objects.requireNonNull;

import dev.faultstream.sink.alert.text.Language;
import dev.faultstream.sink.alert.text.LinkTemplate;
import dev.faultstream.sink.work.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How alerts are sent.
 *
 * @param urls Alertmanagers, each with its path prefix if it has one; all are told of all
 * @param labels labels of all alerts, beside those that each has
 * @param link the page of a failure with {@code {id}} and the like in it; null for none
 * @param resend how often an alert is sent again while its failure is open
 * @param expireAfter when an alert is over that is not sent again; more than {@code resend}
 * @param resendResolved for how long a resolved alert is sent again
 * @param batch how many alerts one request has at most
 * @param backoff when an Alertmanager that failed is asked again while another one takes the alerts
 */
public record AlertmanagerSettings(
        List<URI> urls,
        Map<String, String> labels,
        @Nullable LinkTemplate link,
        Language language,
        Duration resend,
        Duration expireAfter,
        Duration resendResolved,
        int batch,
        Backoff backoff) {
    public AlertmanagerSettings {
        urls = List.copyOf(urls);
        labels = Map.copyOf(labels);
        requireNonNull(language, "language");
        requireNonNull(resendResolved, "resendResolved");
        requireNonNull(backoff, "backoff");
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("there must be an Alertmanager");
        }
        if (resend.isZero() || resend.isNegative() || expireAfter.compareTo(resend) <= 0) {
            throw new IllegalArgumentException("expireAfter must be more than resend, and that positive");
        }
    }

    /** Without the URLs, which may hold secrets. */
    @Override
    public String toString() {
        return "AlertmanagerSettings[" + urls.size() + " Alertmanagers]";
    }
}
