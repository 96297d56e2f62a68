package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.api.Pack;
import dev.faultstream.analyzer.engine.EngineOptions;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.analyzer.lifecycle.LifecycleSettings;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.remedy.Remedies;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueType;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.service.config.Violation;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.streams.StreamsKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings of the analyzer. */
public final class AnalyzerKeys {
    static final StreamsKeys STREAMS = new StreamsKeys("analyzer.", "analyzer", "16MiB");

    public static final ConfigKey<Boolean> SILENCE_WATCH = ConfigKey.of(
                    "silence.watch",
                    ValueTypes.bool(),
                    "Whether a cluster from which nothing arrives for a minute is a failure; not for recordings.")
            .withDefault("true");

    public static final ConfigKey<String> LANGUAGE = ConfigKey.of(
                    "language", ValueTypes.string(), "The language of remedies and explanations: `en` or `zh`.")
            .withDefault("en")
            .check("must be en or zh", Remedies.LANGUAGES::contains);

    public static final ConfigKey<List<Pack>> PACKS = ConfigKey.of(
                    "rules.packs",
                    ValueTypes.listOf(ValueTypes.enumOf(Pack.class)),
                    "Packs of rules that are on besides those that always are: `logs`, `security`.")
            .withDefault("");

    public static final ConfigKey<List<String>> DISABLED = ConfigKey.of(
                    "rules.disabled",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Rules that are off, by id or pattern, for example `pod.restart-storm, hpa.*`.")
            .withDefault("");

    public static final ConfigKey<List<String>> SUBJECT_LABELS = ConfigKey.of(
                    "analyzer.subject-labels",
                    ValueTypes.listOf(ValueTypes.string()),
                    "Labels of the failing resource that its failures, and what is made of them, carry on.")
            .withDefault(String.join(",", EngineOptions.DEFAULT_SUBJECT_LABELS))
            .check("must be at most 16 keys of labels", AnalyzerKeys::areLabelKeys);

    public static final ConfigKey<Integer> CACHED_OBJECTS = ConfigKey.of(
                    "analyzer.cached-objects",
                    ValueTypes.integer(),
                    "How many parsed objects each partition keeps on the heap.")
            .withDefault("4096")
            .check("must be at least 1", count -> count >= 1);

    private static final int MOST_SUBJECT_LABELS = 16;
    private static final String SEVERITY = "rules.severity.";
    private static final String GRACE = "rules.grace.";

    /** All of them, without those of Kafka and the topics. */
    public static final ConfigTable TABLE = STREAMS.table()
            .and(ConfigTable.of(SILENCE_WATCH, LANGUAGE, PACKS, DISABLED, SUBJECT_LABELS, CACHED_OBJECTS))
            .withFree(SEVERITY, "The severity of a rule: `critical`, `warning` or `info`.")
            .withFree(GRACE, "The grace period of a rule, for example `rules.grace.pod.not-ready`.");

    private AnalyzerKeys() {}

    /** What is configured of the rules. */
    public static RuleSettings rules(Config config) {
        Map<String, Severity> severities = new TreeMap<>();
        config.free(SEVERITY)
                .forEach((rule, text) ->
                        severities.put(rule, parse(SEVERITY + rule, ValueTypes.enumOf(Severity.class), text)));
        Map<String, Duration> graces = new TreeMap<>();
        config.free(GRACE).forEach((rule, text) -> graces.put(rule, parse(GRACE + rule, ValueTypes.duration(), text)));
        return new RuleSettings(Set.copyOf(config.get(PACKS)), config.get(DISABLED), severities, graces);
    }

    /** How the engine is to work on a stream of changes. */
    public static EngineOptions engine(Config config) {
        return new EngineOptions(config.get(CACHED_OBJECTS), false, config.get(SUBJECT_LABELS));
    }

    /** How failures are to live. */
    public static LifecycleSettings lifecycle(Config config) {
        return new LifecycleSettings(config.get(LANGUAGE), config.get(TopicKeys.HISTORY));
    }

    private static boolean areLabelKeys(List<String> keys) {
        return keys.size() <= MOST_SUBJECT_LABELS
                && keys.stream().allMatch(key -> key.matches("([a-z0-9.-]{1,253}/)?[A-Za-z0-9][A-Za-z0-9._-]{0,62}"));
    }

    private static <T> T parse(String key, ValueType<T> type, String text) {
        try {
            return type.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(new Violation(key, String.valueOf(e.getMessage()), null)));
        }
    }
}
