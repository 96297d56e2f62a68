package dev.faultstream.sink.alert;

import dev.faultstream.sink.LogKeys;
import dev.faultstream.sink.alert.DeliveryException.Fault;
import dev.faultstream.sink.work.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes failures whose time has come, hands notices of them over, and decides what becomes of those not taken. */
final class OutputWorkers implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutputWorkers.class);
    private static final Duration ANNOUNCE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration ANNOUNCE_RETRY = Duration.ofMillis(500);

    private final OutputSettings settings;
    private final OutputLedger ledger;
    private final WorkQueue queue;
    private final OutputGate gate;
    private final Delivery delivery;
    private final Function<List<FailureEvent>, CompletableFuture<Boolean>> announcer;
    private final DeadLetters deadLetters;
    private final OutputObserver observer;
    private final OutputTraces traces;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private volatile boolean saidDead;

    OutputWorkers(
            OutputSettings settings,
            OutputLedger ledger,
            WorkQueue queue,
            OutputGate gate,
            Delivery delivery,
            Function<List<FailureEvent>, CompletableFuture<Boolean>> announcer,
            DeadLetters deadLetters,
            OutputObserver observer,
            OutputTraces traces,
            RandomGenerator random,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.ledger = ledger;
        this.queue = queue;
        this.gate = gate;
        this.delivery = delivery;
        this.announcer = announcer;
        this.deadLetters = deadLetters;
        this.observer = observer;
        this.traces = traces;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /** Works until the queue is closed or the thread is interrupted. */
    @Override
    public void run() {
        try {
            for (String id = queue.take(); id != null; id = queue.take()) {
                work(id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(String first) throws InterruptedException {
        gate.await();
        List<Next.Attempt> attempts = new ArrayList<>();
        for (String id = first; id != null; id = queue.poll()) {
            Next next = ledger.next(id);
            if (!(next instanceof Next.Attempt attempt)) {
                follow(id, next);
            } else if (!isHeld(attempt)) {
                attempts.add(attempt);
            }
            if (attempts.size() >= delivery.habits().batch()) {
                break;
            }
        }
        if (!attempts.isEmpty() && announced(attempts)) {
            deliver(attempts);
        }
    }

    /** Puts off what has to come after something else, and has that told. */
    private boolean isHeld(Next.Attempt attempt) {
        Hold hold = delivery.hold(
                attempt.failureId(), attempt.event().isOpen(), attempt.event().causedBy());
        if (hold.isOver()) {
            return false;
        }
        ledger.postponed(attempt);
        hold.first().stream().filter(ledger::repeatNow).forEach(queue::add);
        follow(attempt.failureId(), new Next.Later(hold.delay()));
        return true;
    }

    /** Makes sure that it is known, whatever happens to this process, that the receiver may have been told. */
    private boolean announced(List<Next.Attempt> attempts) throws InterruptedException {
        List<FailureEvent> events = attempts.stream()
                .filter(attempt -> !attempt.announced())
                .map(Next.Attempt::event)
                .toList();
        if (events.isEmpty()) {
            return true;
        }
        boolean done = false;
        try {
            done = announcer.apply(events).get(ANNOUNCE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.atDebug().addKeyValue(LogKeys.OUTPUT, settings.name()).log("notices could not be announced");
        } finally {
            if (!done) {
                attempts.forEach(attempt -> {
                    ledger.failed(attempt, false);
                    follow(attempt.failureId(), new Next.Later(ANNOUNCE_RETRY));
                });
            }
        }
        return done;
    }

    private void deliver(List<Next.Attempt> attempts) throws InterruptedException {
        boolean over = false;
        List<Handover> handovers = attempts.stream().map(traces::begin).toList();
        try {
            delivery.deliver(handovers.stream().map(Handover::notice).toList());
            over = true;
            gate.open();
            handovers.forEach(this::succeed);
        } catch (DeliveryException e) {
            over = true;
            fail(handovers, e);
        } catch (RuntimeException e) {
            over = true;
            LOGGER.atError()
                    .setCause(e)
                    .addKeyValue(LogKeys.OUTPUT, settings.name())
                    .log("a notice could not be made");
            fail(
                    handovers,
                    DeliveryException.rejected(
                            "it could not be made: " + e.getClass().getSimpleName()));
        } finally {
            if (!over) {
                handovers.forEach(handover -> {
                    handover.interrupted();
                    ledger.failed(handover.attempt(), true);
                });
            }
        }
    }

    private void fail(List<Handover> handovers, DeliveryException error) throws InterruptedException {
        if (error.fault() == Fault.REJECTED) {
            gate.open();
            if (handovers.size() == 1) {
                giveUp(handovers.get(0), error);
                return;
            }
            handovers.forEach(handover -> handover.retried(error.fault()));
            // One of them is bad; each by itself tells which.
            for (Handover handover : handovers) {
                deliver(List.of(handover.attempt()));
            }
            return;
        }
        gate.shut(error);
        handovers.forEach(handover -> retry(handover, error));
    }

    private void succeed(Handover handover) {
        Next.Attempt attempt = handover.attempt();
        handover.delivered();
        Duration delay = attempt.pending() == null
                ? Duration.ZERO
                : Duration.ofNanos(nanoTime.getAsLong() - attempt.pending().readAt());
        observer.delivered(attempt.transition(), attempt.repeat(), delay);
        Next next = ledger.delivered(attempt);
        // Asked last: what changes from now on finds a failure that can be told again.
        boolean again = delivery.isOutdated(attempt.failureId()) && ledger.repeatNow(attempt.failureId());
        follow(attempt.failureId(), again ? new Next.Later(Duration.ZERO) : next);
    }

    private void retry(Handover handover, DeliveryException error) {
        Next.Attempt attempt = handover.attempt();
        observer.retried(error.fault());
        LedgerEntry.Tries tries = attempt.entry().tries;
        if (tries.count++ == 0) {
            tries.firstAt = nanoTime.getAsLong();
            tries.successesBefore = gate.successes();
        }
        boolean onlyThis = tries.count >= settings.backoff().attempts() && gate.successes() > tries.successesBefore;
        boolean tooLong =
                nanoTime.getAsLong() - tries.firstAt >= settings.giveUpAfter().toNanos();
        if (onlyThis || tooLong) {
            giveUp(handover, error);
            return;
        }
        handover.retried(error.fault());
        ledger.failed(attempt, error.isPerhapsTaken());
        follow(attempt.failureId(), new Next.Later(settings.backoff().after(tries.count, random)));
    }

    private void giveUp(Handover handover, DeliveryException error) {
        Next.Attempt attempt = handover.attempt();
        boolean first = attempt.pending() != null;
        if (first
                && !deadLetters.put(
                        settings.deadLetters(),
                        attempt.event().record(),
                        "output " + settings.name() + " gave up: " + error.getMessage())) {
            handover.retried(error.fault());
            ledger.failed(attempt, error.isPerhapsTaken());
            follow(attempt.failureId(), new Next.Later(settings.backoff().max()));
            return;
        }
        handover.dead(error.fault());
        if (first) {
            observer.dead();
            (saidDead ? LOGGER.atDebug() : LOGGER.atWarn())
                    .addKeyValue(LogKeys.OUTPUT, settings.name())
                    .addKeyValue(LogKeys.FAILURE_ID, attempt.failureId())
                    .addKeyValue(LogKeys.ERROR, error.getMessage())
                    .log("a notice was put aside; further ones are logged at debug level");
            saidDead = true;
        }
        follow(attempt.failureId(), ledger.dead(attempt));
    }

    private void follow(String id, Next next) {
        if (next instanceof Next.Later later) {
            queue.addAfter(id, later.delay());
        }
        queue.done(id);
    }
}
