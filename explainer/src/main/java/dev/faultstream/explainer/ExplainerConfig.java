package dev.faultstream.explainer;

import static java.util.Objects.requireNonNull;

import dev.faultstream.explainer.model.CallLimits;
import dev.faultstream.explainer.model.ModelSettings;
import dev.faultstream.explainer.queue.QueueSettings;
import dev.faultstream.explainer.work.Selection;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.Secret;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an explainer needs to run.
 *
 * @param kafka the brokers
 * @param topics the names of the topics
 * @param model the model; null for none, and then failures keep their remedies only
 * @param limits how hard the model is pressed
 * @param selection which failures are explained
 * @param answers how many answers are asked for before a failure is given up because none could be used
 * @param memory for how long a key that could not be explained is not asked about again
 * @param rest how long a key rests after the model did not reply to it
 * @param queue how failures are taken
 * @param knownKeys how many explanation keys are kept in memory
 */
public record ExplainerConfig(
        KafkaSettings kafka,
        TopicNames topics,
        @Nullable ModelSettings model,
        CallLimits limits,
        Selection selection,
        int answers,
        Duration memory,
        Duration rest,
        QueueSettings queue,
        int knownKeys) {
    public ExplainerConfig {
        requireNonNull(kafka, "kafka");
        requireNonNull(topics, "topics");
        requireNonNull(limits, "limits");
        requireNonNull(selection, "selection");
        requireNonNull(queue, "queue");
    }

    /** From settings that were read by {@link ExplainerKeys#TABLE}. */
    public static ExplainerConfig from(Config config) {
        return new ExplainerConfig(
                KafkaSettings.from(config),
                TopicKeys.names(config),
                model(config),
                new CallLimits(
                        config.get(ExplainerKeys.CONCURRENCY),
                        config.get(ExplainerKeys.ATTEMPTS),
                        config.get(ExplainerKeys.RETRY_DELAY),
                        config.get(ExplainerKeys.RETRY_LONGEST_DELAY),
                        config.get(ExplainerKeys.HOLD),
                        config.get(ExplainerKeys.BREAK_AFTER),
                        config.get(ExplainerKeys.FIRST_BREAK),
                        config.get(ExplainerKeys.LONGEST_BREAK)),
                new Selection(
                        config.get(ExplainerKeys.ROOT_CAUSES_ONLY),
                        config.get(ExplainerKeys.LEAST_SEVERITY),
                        config.get(ExplainerKeys.EXCLUDED_RULES)),
                config.get(ExplainerKeys.ANSWERS),
                config.get(ExplainerKeys.MEMORY),
                config.get(ExplainerKeys.REST),
                new QueueSettings(
                        config.get(ExplainerKeys.GROUP),
                        config.get(ExplainerKeys.BATCH),
                        config.get(ExplainerKeys.DELIVERIES)),
                config.get(ExplainerKeys.KNOWN_KEYS));
    }

    private static @Nullable ModelSettings model(Config config) {
        return config.find(ExplainerKeys.MODEL_URL)
                .map(url -> new ModelSettings(
                        url,
                        config.get(ExplainerKeys.MODEL_NAME),
                        config.get(ExplainerKeys.MODEL_PROVIDER),
                        config.find(ExplainerKeys.MODEL_API_KEY)
                                .map(Secret::value)
                                .orElse(null),
                        config.get(ExplainerKeys.TEMPERATURE),
                        config.get(ExplainerKeys.MAX_TOKENS),
                        config.get(ExplainerKeys.TIMEOUT),
                        config.find(ExplainerKeys.REASONING_EFFORT).orElse(null)))
                .orElse(null);
    }
}
