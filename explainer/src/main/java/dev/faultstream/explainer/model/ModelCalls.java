package dev.faultstream.explainer.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model with patience: so many calls at once, again when that may help, not at all for a while when it does not
 * work. A question waits without holding a thread. Thread-safe; {@link #close} ends the calls that run.
 */
public final class ModelCalls implements AutoCloseable {
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private final Model model;
    private final CallLimits limits;
    private final ModelEvents events;
    private final Clock clock;
    private final Breaker breaker;
    private final Backoff backoff;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private volatile boolean everAnswered;
    private volatile @Nullable ModelProblem lastProblem;

    public ModelCalls(Model model, CallLimits limits, ModelEvents events, Clock clock, RandomGenerator random) {
        this.model = model;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
        this.breaker = new Breaker(limits, clock, events::availabilityChanged);
        this.backoff = new Backoff(limits.firstDelay(), limits.longestDelay(), random);
        this.workers = Executors.newFixedThreadPool(limits.concurrency(), threads("model-call-"));
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, threads("model-timer-"));
        scheduler.setRemoveOnCancelPolicy(true);
        this.timer = scheduler;
    }

    /**
     * The model's reply to a question. It fails with a {@link ModelException} when the question is given up for now:
     * it was the cause too often, or the model has not worked for the time of {@link CallLimits#hold}.
     */
    public CompletionStage<ModelReply> ask(Question question) {
        Call call = new Call(question, clock.instant().plus(limits.hold()));
        call.start();
        return call.reply;
    }

    /** Whether calls are let through. While they are not, it is better to take no more work. */
    public boolean available() {
        return !breaker.isOpen();
    }

    /** What kept the model from replying last; null when it replied. */
    public @Nullable ModelProblem lastProblem() {
        return lastProblem;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "explainer-" + prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One question on its way. Its steps run one after another, each on a worker. */
    private final class Call {
        private final Question question;
        private final Instant giveUpAt;
        private final CompletableFuture<ModelReply> reply = new CompletableFuture<>();
        private int failed;
        private int blamed;

        Call(Question question, Instant giveUpAt) {
            this.question = question;
            this.giveUpAt = giveUpAt;
        }

        void start() {
            try {
                workers.execute(this::step);
            } catch (RejectedExecutionException e) {
                reply.cancel(false);
            }
        }

        private void step() {
            if (!breaker.tryCall()) {
                waitForBreaker();
                return;
            }
            long start = clock.millis();
            try {
                ModelReply answer = model.ask(question);
                breaker.succeeded(clock.millis() - start);
                everAnswered = true;
                lastProblem = null;
                events.replied(answer);
                reply.complete(answer);
            } catch (ModelException e) {
                failed(e, Math.max(0, clock.millis() - start));
            } catch (RuntimeException e) {
                breaker.neutral();
                reply.completeExceptionally(e);
            }
        }

        private void failed(ModelException e, long millis) {
            ModelException problem = e.problem() == ModelProblem.BAD_REQUEST && !everAnswered
                    ? new ModelException(ModelProblem.CONFIGURATION, "the first question was refused", e)
                    : e;
            lastProblem = problem.problem();
            events.failed(problem.problem(), millis);
            if (problem.problem() == ModelProblem.BAD_REQUEST) {
                breaker.neutral();
                reply.completeExceptionally(problem);
                return;
            }
            breaker.failed(millis, problem);
            failed++;
            blamed += problem.problem().mayBeDueToQuestion() ? 1 : 0;
            boolean spent = blamed >= problem.problem().attempts(limits.attempts());
            if (spent || isLate()) {
                reply.completeExceptionally(problem);
            } else {
                later(backoff.after(failed, problem));
            }
        }

        private void waitForBreaker() {
            @Nullable ModelProblem why = lastProblem;
            if (isLate()) {
                reply.completeExceptionally(new ModelException(
                        why == null ? ModelProblem.UNREACHABLE : why, "the model has not worked for too long"));
            } else {
                later(limits.firstDelay().compareTo(LONGEST_LOOK) < 0 ? limits.firstDelay() : LONGEST_LOOK);
            }
        }

        private boolean isLate() {
            return !clock.instant().isBefore(giveUpAt);
        }

        private void later(Duration wait) {
            try {
                Future<?> unused = timer.schedule(this::start, wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                reply.cancel(false);
            }
        }
    }
}
