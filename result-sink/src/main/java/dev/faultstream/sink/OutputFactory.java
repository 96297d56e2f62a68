package dev.faultstream.sink;

import dev.faultstream.schemas.remedy.Template;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.Secret;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.sink.alert.Delivery;
import dev.faultstream.sink.alert.OutputFilter;
import dev.faultstream.sink.alert.OutputSettings;
import dev.faultstream.sink.alert.alertmanager.AlertmanagerDelivery;
import dev.faultstream.sink.alert.alertmanager.AlertmanagerSettings;
import dev.faultstream.sink.alert.alertmanager.CauseReader;
import dev.faultstream.sink.alert.chat.ChatDelivery;
import dev.faultstream.sink.alert.chat.ChatSettings;
import dev.faultstream.sink.alert.cloudevents.CloudEventsDelivery;
import dev.faultstream.sink.alert.cloudevents.CloudEventsSettings;
import dev.faultstream.sink.alert.http.HttpPoster;
import dev.faultstream.sink.alert.text.Language;
import dev.faultstream.sink.alert.text.LinkTemplate;
import dev.faultstream.sink.join.Transition;
import dev.faultstream.sink.work.Backoff;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes one output's settings and delivery of the operator's settings. Connects to nothing. */
final class OutputFactory {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    private final OutputConfig output;

    OutputFactory(Config config, String name) {
        output = new OutputConfig(config, name);
    }

    OutputType type() {
        return output.get(OutputKeys.TYPE);
    }

    OutputSettings settings(KafkaSettings kafka) {
        TopicNames topics = TopicKeys.names(output.config());
        return new OutputSettings(
                output.name(),
                topics.failuresExplained(),
                topics.deadLetters(),
                OutputKeys.group(topics, output.name()),
                new OutputFilter(
                        patterns(OutputKeys.CLUSTERS),
                        patterns(OutputKeys.NAMESPACES),
                        patterns(OutputKeys.RULES),
                        Set.copyOf(output.get(OutputKeys.SEVERITIES)),
                        output.get(OutputKeys.ROOT_CAUSES_ONLY)),
                transitions(),
                output.get(OutputKeys.CATCH_UP_AFTER),
                backoff(),
                output.get(OutputKeys.GIVE_UP_AFTER),
                output.get(OutputKeys.WORKERS),
                output.get(OutputKeys.MAX_PENDING),
                output.get(OutputKeys.MAX_OPEN),
                kafka.forConsumer("faultstream-output-" + output.name()));
    }

    /**
     * The delivery.
     *
     * @param causes gives the reader of causes, for those that need it
     * @throws dev.faultstream.service.config.ConfigException if settings are missing or do not go together
     */
    Delivery delivery(Supplier<CauseReader> causes, Clock clock, RandomGenerator random) {
        return switch (type()) {
            case ALERTMANAGER -> {
                AlertmanagerSettings settings = alertmanager();
                yield new AlertmanagerDelivery(
                        settings, OutputAccess.poster(output, clock), causes.get(), clock, random);
            }
            case CLOUDEVENTS -> {
                CloudEventsSettings settings = new CloudEventsSettings(
                        url(), output.get(OutputKeys.MODE), output.find(OutputKeys.SIGNING_SECRET));
                HttpPoster poster = OutputAccess.poster(output, clock);
                try {
                    yield new CloudEventsDelivery(settings, poster, clock);
                } catch (IllegalArgumentException e) {
                    poster.close();
                    throw output.wrong(OutputKeys.SIGNING_SECRET, "must be Base64", e);
                }
            }
            case SLACK -> {
                ChatSettings settings =
                        new ChatSettings(url(), output.get(OutputKeys.REPEAT_INTERVAL), link(), language());
                yield new ChatDelivery(settings, OutputAccess.poster(output, clock));
            }
        };
    }

    private AlertmanagerSettings alertmanager() {
        Duration resend = output.get(OutputKeys.RESEND_INTERVAL);
        if (output.get(OutputKeys.EXPIRE_AFTER).compareTo(resend.multipliedBy(2)) < 0) {
            throw output.wrong(OutputKeys.EXPIRE_AFTER, "must be at least twice resend-interval", null);
        }
        Map<String, String> labels = new TreeMap<>();
        for (String label : output.get(OutputKeys.LABELS)) {
            int equals = label.indexOf('=');
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return new AlertmanagerSettings(
                urls(),
                labels,
                link(),
                language(),
                resend,
                output.get(OutputKeys.EXPIRE_AFTER),
                output.get(OutputKeys.RESEND_RESOLVED),
                output.get(OutputKeys.BATCH),
                backoff());
    }

    private Language language() {
        Path texts = output.readable(OutputKeys.TEXTS);
        try {
            return Language.of(output.find(OutputKeys.LANGUAGE), texts);
        } catch (IOException | IllegalArgumentException e) {
            throw output.wrong(OutputKeys.TEXTS, "cannot be used: " + e.getMessage(), e);
        }
    }

    private @Nullable LinkTemplate link() {
        String link = output.find(OutputKeys.LINK);
        try {
            return link == null ? null : new LinkTemplate(new Template(link));
        } catch (IllegalArgumentException e) {
            throw output.wrong(OutputKeys.LINK, "must be an http or https URL with nothing else in braces", e);
        }
    }

    private Set<Transition> transitions() {
        List<Transition> wanted = output.find(OutputKeys.TRANSITIONS);
        if (wanted != null && !wanted.isEmpty()) {
            return EnumSet.copyOf(wanted);
        }
        return type() == OutputType.SLACK
                ? EnumSet.of(Transition.OPENED, Transition.RESOLVED)
                : EnumSet.allOf(Transition.class);
    }

    private Backoff backoff() {
        return new Backoff(FIRST_BACKOFF, output.get(OutputKeys.MAX_BACKOFF), output.get(OutputKeys.ATTEMPTS));
    }

    private URI url() {
        List<URI> urls = urls();
        if (urls.size() != 1) {
            throw output.wrong(OutputKeys.URL, "must be one URL", null);
        }
        return urls.get(0);
    }

    private List<URI> urls() {
        Secret secret = output.find(OutputKeys.URL);
        if (secret == null) {
            throw output.wrong(OutputKeys.URL, "must be set", null);
        }
        try {
            return Arrays.stream(secret.value().split(","))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(ValueTypes.httpUrl()::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw output.wrong(OutputKeys.URL, "must be an http or https URL", null);
        }
    }

    private List<Pattern> patterns(ConfigKey<List<String>> key) {
        return output.get(key).stream().map(OutputFilter::pattern).toList();
    }
}
