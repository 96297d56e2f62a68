package dev.faultstream.explainer;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.Secret;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.service.kafka.KafkaKeys;
import dev.faultstream.service.kafka.TopicKeys;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The settings of the explainer. */
public final class ExplainerKeys {
    public static final ConfigKey<URI> MODEL_URL = ConfigKey.of(
            "model.url",
            ValueTypes.httpUrl(),
            "Base address of the OpenAI-compatible server, for example `http://localai:8080/v1`; without it failures"
                    + " keep their hand-written remedies only.");
    public static final ConfigKey<String> MODEL_NAME =
            ConfigKey.of("model.name", ValueTypes.string(), "The model's name on that server.");
    public static final ConfigKey<String> MODEL_PROVIDER = ConfigKey.of(
                    "model.provider", ValueTypes.string(), "What serves the model, as records and metrics name it.")
            .withDefault("localai");
    public static final ConfigKey<Secret> MODEL_API_KEY =
            ConfigKey.secret("model.api-key", "The server's key, sent as a bearer token.");
    public static final ConfigKey<Double> TEMPERATURE = ConfigKey.of(
                    "model.temperature", ValueTypes.decimal(), "How freely the model words its answers.")
            .withDefault("0.2")
            .check("must be between 0 and 2", value -> value >= 0 && value <= 2);
    public static final ConfigKey<Integer> MAX_TOKENS =
            positive("model.max-tokens", "700", "How many tokens an answer may have.");
    public static final ConfigKey<Duration> TIMEOUT =
            time("model.timeout", "5m", "How long a whole reply may take; minutes on a CPU.");
    public static final ConfigKey<String> REASONING_EFFORT = ConfigKey.of(
            "model.reasoning-effort",
            ValueTypes.string(),
            "Sent as it is; `none` keeps a thinking model from spending the tokens on thought.");
    public static final ConfigKey<Integer> CONCURRENCY =
            positive("model.concurrency", "1", "How many calls may run at once; a CPU serves one at a time.");
    public static final ConfigKey<Integer> ATTEMPTS = positive(
            "model.attempts", "3", "How often one question is asked when it may itself be the cause of the failure.");
    public static final ConfigKey<Duration> RETRY_DELAY =
            time("model.retry.delay", "1s", "The wait before the second attempt; doubles from there.");
    public static final ConfigKey<Duration> RETRY_LONGEST_DELAY =
            time("model.retry.longest-delay", "5m", "The longest wait between attempts, whatever the server asks for.");
    public static final ConfigKey<Duration> HOLD = time(
            "model.hold",
            "30m",
            "How long a failure is kept while the model does not work, before another explainer may have it.");
    public static final ConfigKey<Integer> BREAK_AFTER =
            positive("model.breaker.failures", "5", "How many failed calls in a row stop the calls.");
    public static final ConfigKey<Duration> FIRST_BREAK =
            time("model.breaker.pause", "10s", "For how long the calls stop; doubles from there.");
    public static final ConfigKey<Duration> LONGEST_BREAK =
            time("model.breaker.longest-pause", "5m", "The longest stop of the calls.");
    public static final ConfigKey<String> GROUP = ConfigKey.of(
                    "explainer.group", ValueTypes.string(), "The share group; explainers of one group share the work.")
            .withDefault("faultstream-explainer")
            .check("must not be empty", group -> !group.isBlank());
    public static final ConfigKey<Integer> BATCH =
            positive("explainer.batch", "8", "How many failures one explainer holds at once.");
    public static final ConfigKey<Integer> DELIVERIES = ConfigKey.of(
                    "explainer.deliveries",
                    ValueTypes.integer(),
                    "How often a failure is tried by any explainer before it is put aside.")
            .withDefault("10")
            .check("must be between 2 and 10", count -> count >= 2 && count <= 10);
    public static final ConfigKey<Boolean> ROOT_CAUSES_ONLY = ConfigKey.of(
                    "explainer.root-causes-only",
                    ValueTypes.bool(),
                    "Whether failures that another open failure explains are left out.")
            .withDefault("true");
    public static final ConfigKey<Severity> LEAST_SEVERITY = ConfigKey.of(
                    "explainer.least-severity",
                    ValueTypes.enumOf(Severity.class),
                    "The mildest severity that is explained.")
            .withDefault("warning")
            .check("must be warning or critical; info is never sent to a model", severity -> severity != Severity.INFO);
    public static final ConfigKey<List<String>> EXCLUDED_RULES = ConfigKey.of(
                    "explainer.excluded-rules",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Rule ids or globs (`pod.*`) that are never sent to the model.")
            .withDefault("");
    public static final ConfigKey<Integer> ANSWERS = positive(
            "explainer.answers",
            "2",
            "How many answers are asked for before a failure whose answers are unusable is put aside.");
    public static final ConfigKey<Duration> MEMORY = time(
            "explainer.memory",
            "1h",
            "For how long a shape of failure without a usable answer is not asked about again.");
    public static final ConfigKey<Duration> REST =
            time("explainer.rest", "30s", "How long a shape of failure rests after the model did not reply to it.");
    public static final ConfigKey<Integer> KNOWN_KEYS =
            positive("explainer.known-keys", "200000", "How many explanation keys are kept in memory.");

    /** All of them, with those of Kafka and of the topics' names. */
    public static final ConfigTable TABLE = ConfigTable.of(
                    MODEL_URL,
                    MODEL_NAME,
                    MODEL_PROVIDER,
                    MODEL_API_KEY,
                    TEMPERATURE,
                    MAX_TOKENS,
                    TIMEOUT,
                    REASONING_EFFORT,
                    CONCURRENCY,
                    ATTEMPTS,
                    RETRY_DELAY,
                    RETRY_LONGEST_DELAY,
                    HOLD,
                    BREAK_AFTER,
                    FIRST_BREAK,
                    LONGEST_BREAK,
                    GROUP,
                    BATCH,
                    DELIVERIES,
                    ROOT_CAUSES_ONLY,
                    LEAST_SEVERITY,
                    EXCLUDED_RULES,
                    ANSWERS,
                    MEMORY,
                    REST,
                    KNOWN_KEYS)
            .and(KafkaKeys.TABLE)
            .and(TopicKeys.NAMES_TABLE)
            .withRule(
                    MODEL_NAME,
                    "must be set together with model.url",
                    config -> config.find(MODEL_NAME).isPresent()
                            == config.find(MODEL_URL).isPresent());

    private ExplainerKeys() {}

    private static ConfigKey<Integer> positive(String name, String fallback, String doc) {
        return ConfigKey.of(name, ValueTypes.integer(), doc)
                .withDefault(fallback)
                .check("must be at least 1", value -> value >= 1);
    }

    private static ConfigKey<Duration> time(String name, String fallback, String doc) {
        return ConfigKey.of(name, ValueTypes.duration(), doc)
                .withDefault(fallback)
                .check("must be positive", value -> value.compareTo(Duration.ZERO) > 0);
    }
}
