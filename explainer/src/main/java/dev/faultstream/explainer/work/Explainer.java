package dev.faultstream.explainer.work;

import dev.faultstream.explainer.answer.Answer;
import dev.faultstream.explainer.answer.Flaw;
import dev.faultstream.explainer.model.ModelCalls;
import dev.faultstream.explainer.model.ModelException;
import dev.faultstream.explainer.model.ModelProblem;
import dev.faultstream.explainer.model.ModelReply;
import dev.faultstream.explainer.prompt.Prompt;
import dev.faultstream.explainer.prompt.PromptWriter;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Explains failures, each shape of failure once: what is known is skipped, what is being asked is waited for, and what
 * could not be explained is not asked again for a while. Knows no Kafka. Thread-safe.
 */
public final class Explainer {
    private final PromptWriter prompts;
    private final ModelCalls calls;
    private final ExplanationPublisher publisher;
    private final KnownExplanations known;
    private final ExplainerSettings settings;
    private final WorkEvents events;
    private final Clock clock;
    private final Map<String, CompletableFuture<Outcome>> inFlight = new ConcurrentHashMap<>();
    private final Recent<String> refused;
    private final Recent<Instant> resting;

    public Explainer(
            PromptWriter prompts,
            ModelCalls calls,
            ExplanationPublisher publisher,
            KnownExplanations known,
            ExplainerSettings settings,
            WorkEvents events,
            Clock clock) {
        this.prompts = prompts;
        this.calls = calls;
        this.publisher = publisher;
        this.known = known;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.refused = new Recent<>(settings.memory(), clock);
        this.resting = new Recent<>(settings.pause().plus(settings.pause()), clock);
    }

    /**
     * Explains a failure.
     *
     * @param failure the record's value; null is a tombstone
     * @return its outcome; never fails, and completes at once for what needs no model
     */
    public CompletionStage<Outcome> explain(@Nullable Failure failure) {
        CompletionStage<Outcome> outcome = failure == null ? skipped(SkipReason.TOMBSTONE) : decide(failure);
        return outcome.whenComplete((concluded, problem) -> {
            if (concluded != null) {
                events.concluded(concluded);
            }
        });
    }

    private CompletionStage<Outcome> decide(Failure failure) {
        Optional<SkipReason> skip = settings.selection().skip(failure);
        if (skip.isPresent()) {
            return skipped(skip.get());
        }
        String key = failure.explanationKey();
        if (known.contains(key)) {
            return skipped(SkipReason.CACHED);
        }
        @Nullable String earlier = refused.get(key);
        if (earlier != null) {
            return CompletableFuture.completedFuture(new Outcome.Refused(earlier));
        }
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        @Nullable CompletableFuture<Outcome> leader = inFlight.putIfAbsent(key, mine);
        if (leader != null) {
            return leader.thenApply(Explainer::asFollower);
        }
        if (known.contains(key)) {
            inFlight.remove(key, mine);
            mine.complete(new Outcome.Skipped(SkipReason.CACHED));
            return mine;
        }
        afterRest(key)
                .thenCompose(rested -> ask(failure, 1))
                .exceptionally(problem -> unavailable(key, problem))
                .thenAccept(outcome -> {
                    inFlight.remove(key, mine);
                    mine.complete(outcome);
                });
        return mine;
    }

    private static Outcome asFollower(Outcome leaders) {
        return leaders instanceof Outcome.Answered ? new Outcome.Skipped(SkipReason.COALESCED) : leaders;
    }

    /** A key to which the model did not reply waits a little, so that its redeliveries are not spent in a moment. */
    private CompletionStage<@Nullable Void> afterRest(String key) {
        @Nullable Instant until = resting.get(key);
        Duration left = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
        return left.isNegative() || left.isZero()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(left.toMillis(), TimeUnit.MILLISECONDS));
    }

    private CompletionStage<Outcome> ask(Failure failure, int round) {
        Prompt prompt = prompts.write(failure);
        return calls.ask(prompt.question()).thenCompose(reply -> prompt.check()
                .check(reply.text(), reply.cutOff())
                .match(answer -> publish(failure, answer, reply), flaw -> flawed(failure, flaw, round)));
    }

    private CompletionStage<Outcome> publish(Failure failure, Answer answer, ModelReply reply) {
        Explanation explanation = new Explanation(
                failure.explanationKey(),
                failure.language(),
                answer.error(),
                answer.solution(),
                Explanation.SOURCE,
                settings.provider(),
                settings.model(),
                reply.promptTokens(),
                reply.completionTokens(),
                reply.latencyMillis(),
                clock.instant());
        return publisher.publish(explanation).thenApply(published -> {
            known.add(explanation.key());
            return new Outcome.Answered(explanation);
        });
    }

    private CompletionStage<Outcome> flawed(Failure failure, Flaw flaw, int round) {
        events.flawed(flaw);
        return round < settings.answers()
                ? ask(failure, round + 1)
                : CompletableFuture.completedFuture(refuse(failure.explanationKey(), "answer-" + flaw.tag()));
    }

    private Outcome refuse(String key, String why) {
        refused.put(key, why);
        return new Outcome.Refused(why);
    }

    private Outcome unavailable(String key, Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof ModelException model) {
            if (model.problem() == ModelProblem.BAD_REQUEST) {
                return refuse(key, "model-" + tag(model.problem()));
            }
            rest(key);
            return new Outcome.Unavailable("model-" + tag(model.problem()));
        }
        rest(key);
        return new Outcome.Unavailable(cause.getClass().getSimpleName());
    }

    private void rest(String key) {
        resting.put(key, clock.instant().plus(settings.pause()));
    }

    private static String tag(ModelProblem problem) {
        return problem.name().toLowerCase(Locale.ROOT);
    }

    private static CompletionStage<Outcome> skipped(SkipReason reason) {
        return CompletableFuture.completedFuture(new Outcome.Skipped(reason));
    }
}
