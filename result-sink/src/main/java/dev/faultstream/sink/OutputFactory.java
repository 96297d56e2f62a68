package dev.faultstream.sink;

import dev.faultstream.schemas.remedy.Template;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.Secret;
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
import dev.faultstream.sink.alert.http.Credentials;
import dev.faultstream.sink.alert.http.HttpPoster;
import dev.faultstream.sink.alert.http.TlsFiles;
import dev.faultstream.sink.alert.text.Language;
import dev.faultstream.sink.alert.text.LinkTemplate;
import dev.faultstream.sink.join.Transition;
import dev.faultstream.sink.work.Backoff;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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

    private final Config config;
    private final String name;

    OutputFactory(Config config, String name) {
        this.config = config;
        this.name = name;
    }

    OutputType type() {
        return get(OutputKeys.TYPE);
    }

    OutputSettings settings(KafkaSettings kafka) {
        TopicNames topics = TopicKeys.names(config);
        return new OutputSettings(
                name,
                topics.failuresExplained(),
                topics.deadLetters(),
                OutputKeys.group(topics, name),
                new OutputFilter(
                        patterns(OutputKeys.CLUSTERS),
                        patterns(OutputKeys.NAMESPACES),
                        patterns(OutputKeys.RULES),
                        Set.copyOf(get(OutputKeys.SEVERITIES)),
                        get(OutputKeys.ROOT_CAUSES_ONLY)),
                transitions(),
                get(OutputKeys.CATCH_UP_AFTER),
                backoff(),
                get(OutputKeys.GIVE_UP_AFTER),
                get(OutputKeys.WORKERS),
                get(OutputKeys.MAX_PENDING),
                get(OutputKeys.MAX_OPEN),
                kafka.forConsumer("faultstream-output-" + name));
    }

    /**
     * The delivery.
     *
     * @param causes gives the reader of causes, for those that need it
     * @throws ConfigException if settings are missing or do not go together
     */
    Delivery delivery(Supplier<CauseReader> causes, Clock clock, RandomGenerator random) {
        return switch (type()) {
            case ALERTMANAGER -> {
                AlertmanagerSettings settings = alertmanager();
                yield new AlertmanagerDelivery(settings, poster(clock), causes.get(), clock, random);
            }
            case CLOUDEVENTS -> {
                CloudEventsSettings settings =
                        new CloudEventsSettings(url(), get(OutputKeys.MODE), find(OutputKeys.SIGNING_SECRET));
                HttpPoster poster = poster(clock);
                try {
                    yield new CloudEventsDelivery(settings, poster, clock);
                } catch (IllegalArgumentException e) {
                    poster.close();
                    throw wrong(OutputKeys.SIGNING_SECRET, "must be Base64", e);
                }
            }
            case SLACK -> {
                ChatSettings settings = new ChatSettings(url(), get(OutputKeys.REPEAT_INTERVAL), link(), language());
                yield new ChatDelivery(settings, poster(clock));
            }
        };
    }

    private AlertmanagerSettings alertmanager() {
        Duration resend = get(OutputKeys.RESEND_INTERVAL);
        if (get(OutputKeys.EXPIRE_AFTER).compareTo(resend.multipliedBy(2)) < 0) {
            throw wrong(OutputKeys.EXPIRE_AFTER, "must be at least twice resend-interval", null);
        }
        Map<String, String> labels = new TreeMap<>();
        for (String label : get(OutputKeys.LABELS)) {
            int equals = label.indexOf('=');
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return new AlertmanagerSettings(
                urls(),
                labels,
                link(),
                language(),
                resend,
                get(OutputKeys.EXPIRE_AFTER),
                get(OutputKeys.RESEND_RESOLVED),
                get(OutputKeys.BATCH),
                backoff());
    }

    private HttpPoster poster(Clock clock) {
        Credentials credentials = credentials();
        TlsFiles tls = tls();
        try {
            return new HttpPoster(name, credentials, tls, get(OutputKeys.TIMEOUT), clock);
        } catch (RuntimeException e) {
            throw wrong(
                    tls.authorities() == null ? OutputKeys.TLS_CERTIFICATE : OutputKeys.TLS_CA,
                    "names files that cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private Credentials credentials() {
        String username = find(OutputKeys.USERNAME);
        Secret password = find(OutputKeys.PASSWORD);
        Secret token = find(OutputKeys.TOKEN);
        if (token != null && (username != null || password != null)) {
            throw wrong(OutputKeys.TOKEN, "cannot be set together with username and password", null);
        }
        if (token != null) {
            return new Credentials.Bearer(token);
        }
        if (username != null && password != null) {
            return new Credentials.Basic(username, password);
        }
        if (username != null) {
            throw wrong(OutputKeys.PASSWORD, "must be set together with username", null);
        }
        if (password != null) {
            throw wrong(OutputKeys.USERNAME, "must be set together with password", null);
        }
        return new Credentials.None();
    }

    private TlsFiles tls() {
        Path certificate = readable(OutputKeys.TLS_CERTIFICATE);
        Path key = readable(OutputKeys.TLS_KEY);
        if ((certificate == null) != (key == null)) {
            throw wrong(
                    key == null ? OutputKeys.TLS_KEY : OutputKeys.TLS_CERTIFICATE,
                    "must be set: a certificate and its key go together",
                    null);
        }
        return new TlsFiles(readable(OutputKeys.TLS_CA), certificate, key);
    }

    private @Nullable Path readable(ConfigKey<Path> key) {
        Path file = find(key);
        if (file != null && !Files.isReadable(file)) {
            throw wrong(key, "names a file that cannot be read: \"" + file + "\"", null);
        }
        return file;
    }

    private Language language() {
        Path texts = readable(OutputKeys.TEXTS);
        try {
            return Language.of(find(OutputKeys.LANGUAGE), texts);
        } catch (IOException | IllegalArgumentException e) {
            throw wrong(OutputKeys.TEXTS, "cannot be used: " + e.getMessage(), e);
        }
    }

    private @Nullable LinkTemplate link() {
        String link = find(OutputKeys.LINK);
        try {
            return link == null ? null : new LinkTemplate(new Template(link));
        } catch (IllegalArgumentException e) {
            throw wrong(OutputKeys.LINK, "must be an http or https URL with nothing else in braces", e);
        }
    }

    private Set<Transition> transitions() {
        List<Transition> wanted = find(OutputKeys.TRANSITIONS);
        if (wanted != null && !wanted.isEmpty()) {
            return EnumSet.copyOf(wanted);
        }
        return type() == OutputType.SLACK
                ? EnumSet.of(Transition.OPENED, Transition.RESOLVED)
                : EnumSet.allOf(Transition.class);
    }

    private Backoff backoff() {
        return new Backoff(FIRST_BACKOFF, get(OutputKeys.MAX_BACKOFF), get(OutputKeys.ATTEMPTS));
    }

    private URI url() {
        List<URI> urls = urls();
        if (urls.size() != 1) {
            throw wrong(OutputKeys.URL, "must be one URL", null);
        }
        return urls.get(0);
    }

    private List<URI> urls() {
        Secret secret = find(OutputKeys.URL);
        if (secret == null) {
            throw wrong(OutputKeys.URL, "must be set", null);
        }
        try {
            return Arrays.stream(secret.value().split(","))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(dev.faultstream.service.config.ValueTypes.httpUrl()::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw wrong(OutputKeys.URL, "must be an http or https URL", null);
        }
    }

    private List<Pattern> patterns(ConfigKey<List<String>> key) {
        return get(key).stream().map(OutputFilter::pattern).toList();
    }

    private <T> T get(ConfigKey<T> key) {
        return config.get(OutputKeys.FAMILY.of(name, key));
    }

    private <T> @Nullable T find(ConfigKey<T> key) {
        return config.find(OutputKeys.FAMILY.of(name, key)).orElse(null);
    }

    private ConfigException wrong(ConfigKey<?> key, String problem, @Nullable Exception cause) {
        ConfigKey<?> full = OutputKeys.FAMILY.of(name, key);
        return cause == null ? ConfigException.of(full, problem) : ConfigException.of(full, problem, cause);
    }
}
