package dev.faultstream.sink;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.NamedKeys;
import dev.faultstream.service.config.Secret;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.sink.alert.cloudevents.CloudEventsSettings.Mode;
import dev.faultstream.sink.join.Transition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of one alert output, under {@code outputs.NAME.}. */
public final class OutputKeys {
    static final ConfigKey<OutputType> TYPE = ConfigKey.of(
                    "type", ValueTypes.enumOf(OutputType.class), "What the receiver is; NAME is any word of yours.")
            .mustBeSet();

    static final ConfigKey<Secret> URL = ConfigKey.secret(
            "url", "Where the receiver is; for Alertmanager all of several, separated by commas, without `/api/v2`.");

    static final ConfigKey<List<String>> CLUSTERS = ConfigKey.of(
                    "clusters",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Clusters that it tells of, `*` for any characters; all when empty.")
            .withDefault("");

    static final ConfigKey<List<String>> NAMESPACES = ConfigKey.of(
                    "namespaces",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Namespaces that it tells of, `*` for any characters, `-` for none; all when empty.")
            .withDefault("");

    static final ConfigKey<List<String>> RULES = ConfigKey.of(
                    "rules",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Rules that it tells of, `*` for any characters; all when empty.")
            .withDefault("");

    static final ConfigKey<List<Severity>> SEVERITIES = ConfigKey.of(
                    "severities",
                    ValueTypes.listOf(ValueTypes.enumOf(Severity.class)),
                    "Severities that it tells of; all when empty.")
            .withDefault("critical,warning");

    static final ConfigKey<Boolean> ROOT_CAUSES_ONLY = ConfigKey.of(
                    "root-causes-only",
                    ValueTypes.bool(),
                    "Whether it leaves out what another open failure explains, unless it was told of before.")
            .withDefault("true");

    static final ConfigKey<List<Transition>> TRANSITIONS = ConfigKey.of(
            "transitions",
            ValueTypes.listOf(ValueTypes.enumOf(Transition.class)),
            "What it tells of a failure; a severity that rises is always told. All by default, `opened,resolved` for"
                    + " slack.");

    static final ConfigKey<String> USERNAME =
            ConfigKey.of("username", ValueTypes.string(), "The user of basic authentication.");

    static final ConfigKey<Secret> PASSWORD = ConfigKey.secret("password", "The password of basic authentication.");

    static final ConfigKey<Secret> TOKEN = ConfigKey.secret("token", "The token of bearer authentication.");

    static final ConfigKey<Path> TLS_CA =
            ConfigKey.of("tls-ca", ValueTypes.path(), "PEM file with the authorities to trust in place of the JVM's.");

    static final ConfigKey<Path> TLS_CERTIFICATE =
            ConfigKey.of("tls-certificate", ValueTypes.path(), "PEM file with our certificate and its chain.");

    static final ConfigKey<Path> TLS_KEY =
            ConfigKey.of("tls-key", ValueTypes.path(), "PEM file with the key of our certificate, not encrypted.");

    static final ConfigKey<Duration> TIMEOUT = ConfigKey.of(
                    "timeout", ValueTypes.duration(), "How long a request may take.")
            .withDefault("10s")
            .check("must be between 100ms and 5m", OutputKeys::isTimeout);

    static final ConfigKey<Integer> WORKERS = ConfigKey.of(
                    "workers", ValueTypes.integer(), "How many requests run at a time.")
            .withDefault("2")
            .check("must be between 1 and 32", count -> count >= 1 && count <= 32);

    static final ConfigKey<Integer> MAX_PENDING = ConfigKey.of(
                    "max-pending",
                    ValueTypes.integer(),
                    "How many failures may wait to be told before no more records are read.")
            .withDefault("10000")
            .check("must be positive", count -> count > 0);

    static final ConfigKey<Integer> MAX_OPEN = ConfigKey.of(
                    "max-open",
                    ValueTypes.integer(),
                    "How many open failures are kept in memory to be told again; further ones are told once.")
            .withDefault("20000")
            .check("must not be negative", count -> count >= 0);

    static final ConfigKey<Integer> ATTEMPTS = ConfigKey.of(
                    "attempts",
                    ValueTypes.integer(),
                    "After how many attempts a notice is put aside when the receiver takes others.")
            .withDefault("8")
            .check("must be between 1 and 1000", count -> count >= 1 && count <= 1000);

    static final ConfigKey<Duration> MAX_BACKOFF = ConfigKey.of(
                    "max-backoff", ValueTypes.duration(), "The longest wait between two attempts.")
            .withDefault("1m")
            .check("must be at least 1s", wait -> wait.compareTo(Duration.ofSeconds(1)) >= 0);

    static final ConfigKey<Duration> GIVE_UP_AFTER = ConfigKey.of(
                    "give-up-after",
                    ValueTypes.duration(),
                    "After how long a notice is put aside, also when the receiver takes nothing at all.")
            .withDefault("1d")
            .check("must be positive", OutputKeys::isPositive);

    static final ConfigKey<Duration> CATCH_UP_AFTER = ConfigKey.of(
                    "catch-up-after",
                    ValueTypes.duration(),
                    "What could not be told for so long is told as it is by then, without what happened in between.")
            .withDefault("1m")
            .check("must be positive", OutputKeys::isPositive);

    static final ConfigKey<String> LANGUAGE = ConfigKey.of(
                    "language",
                    ValueTypes.string(),
                    "The language of our own words, `en` or `zh`; that of the remedies when not set.")
            .check("must be en or zh", dev.faultstream.sink.alert.text.Texts.LANGUAGES::contains);

    static final ConfigKey<Path> TEXTS = ConfigKey.of(
            "texts", ValueTypes.path(), "Properties file with texts to use in place of ours; see docs/alerts.md.");

    static final ConfigKey<String> LINK = ConfigKey.of(
            "link",
            ValueTypes.string(),
            "The page of a failure, with `{id}`, `{cluster}`, `{namespace}`, `{kind}`, `{name}`, `{rule}` in it.");

    static final ConfigKey<List<String>> LABELS = ConfigKey.of(
                    "labels",
                    ValueTypes.listOf(ValueTypes.string()),
                    "alertmanager: further labels of all alerts, as `name=value`.")
            .withDefault("")
            .check("must be name=value, several separated by commas", OutputKeys::areLabels);

    static final ConfigKey<Duration> RESEND_INTERVAL = ConfigKey.of(
                    "resend-interval",
                    ValueTypes.duration(),
                    "alertmanager: how often an alert is sent again while its failure is open.")
            .withDefault("1m")
            .check("must be at least 1s", wait -> wait.compareTo(Duration.ofSeconds(1)) >= 0);

    static final ConfigKey<Duration> EXPIRE_AFTER = ConfigKey.of(
                    "expire-after",
                    ValueTypes.duration(),
                    "alertmanager: when an alert is over that is not sent again, in place of its `resolve_timeout`;"
                            + " at least twice resend-interval.")
            .withDefault("5m")
            .check("must be positive", OutputKeys::isPositive);

    static final ConfigKey<Duration> RESEND_RESOLVED = ConfigKey.of(
                    "resend-resolved",
                    ValueTypes.duration(),
                    "alertmanager: for how long a resolved alert is sent again, for one that was restarted.")
            .withDefault("15m");

    static final ConfigKey<Integer> BATCH = ConfigKey.of(
                    "batch", ValueTypes.integer(), "alertmanager: how many alerts one request has at most.")
            .withDefault("64")
            .check("must be between 1 and 1000", count -> count >= 1 && count <= 1000);

    static final ConfigKey<Mode> MODE = ConfigKey.of(
                    "mode", ValueTypes.enumOf(Mode.class), "cloudevents: the content mode of events.")
            .withDefault("binary");

    static final ConfigKey<Secret> SIGNING_SECRET = ConfigKey.secret(
            "signing-secret",
            "cloudevents: what events are signed with as Standard Webhooks has it, Base64, with or without `whsec_`.");

    static final ConfigKey<Duration> REPEAT_INTERVAL = ConfigKey.of(
                    "repeat-interval",
                    ValueTypes.duration(),
                    "slack: how often a message is posted again while its failure is open; 0s for never.")
            .withDefault("0s")
            .check("must be 0s or at least 10s", wait -> wait.isZero() || wait.compareTo(Duration.ofSeconds(10)) >= 0);

    /** The settings of all outputs. */
    public static final NamedKeys FAMILY = new NamedKeys(
            "outputs.",
            List.of(
                    TYPE,
                    URL,
                    CLUSTERS,
                    NAMESPACES,
                    RULES,
                    SEVERITIES,
                    ROOT_CAUSES_ONLY,
                    TRANSITIONS,
                    USERNAME,
                    PASSWORD,
                    TOKEN,
                    TLS_CA,
                    TLS_CERTIFICATE,
                    TLS_KEY,
                    TIMEOUT,
                    WORKERS,
                    MAX_PENDING,
                    MAX_OPEN,
                    ATTEMPTS,
                    MAX_BACKOFF,
                    GIVE_UP_AFTER,
                    CATCH_UP_AFTER,
                    LANGUAGE,
                    TEXTS,
                    LINK,
                    LABELS,
                    RESEND_INTERVAL,
                    EXPIRE_AFTER,
                    RESEND_RESOLVED,
                    BATCH,
                    MODE,
                    SIGNING_SECRET,
                    REPEAT_INTERVAL));

    /** All settings of outputs, without those of Kafka and the topics. */
    public static final ConfigTable TABLE = ConfigTable.of().withNamed(FAMILY);

    private OutputKeys() {}

    /** The consumer group of an output. */
    public static String group(TopicNames topics, String name) {
        return topics.prefix() + "faultstream-output-" + name;
    }

    private static boolean isTimeout(Duration timeout) {
        return timeout.compareTo(Duration.ofMillis(100)) >= 0 && timeout.compareTo(Duration.ofMinutes(5)) <= 0;
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }

    private static boolean areLabels(List<String> labels) {
        return labels.stream().allMatch(label -> label.matches("[a-zA-Z_][a-zA-Z0-9_]*=.+"));
    }
}
