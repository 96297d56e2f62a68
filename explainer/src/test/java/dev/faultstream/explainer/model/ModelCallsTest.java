package dev.faultstream.explainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCallsTest {
    private static final Question QUESTION = new Question("system", "user");
    private static final ModelReply REPLY = new ModelReply("text", false, 1, 2, 3);

    private final Queue<ModelProblem> problems = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final RecordedEvents events = new RecordedEvents();
    private @Nullable ModelCalls calls;

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    @AfterEach
    void close() {
        if (calls != null) {
            calls.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ModelProblem.class,
            names = {"OVERLOADED", "UNREACHABLE", "TIMEOUT", "CUT_OFF", "SERVER_ERROR", "BROKEN_REPLY"})
    void shouldAskAgainWhenTheProblemMayPass(ModelProblem problem) throws Exception {
        // Given
        problems.add(problem);

        // When
        ModelReply reply = ask(calls(limits(1, Duration.ofMinutes(1))));

        // Then
        assertThat(reply).isEqualTo(REPLY);
        assertThat(asked).hasValue(2);
        assertThat(events.problems).containsExactly(problem);
    }

    @Test
    void shouldAskOnceMoreOnlyWhenTheServerFails() {
        // Given
        problems.addAll(List.of(ModelProblem.SERVER_ERROR, ModelProblem.SERVER_ERROR));

        // When / Then
        assertProblem(calls(limits(1, Duration.ofMinutes(1))), ModelProblem.SERVER_ERROR);
        assertThat(asked).hasValue(2);
    }

    @Test
    void shouldGiveUpWhenTheQuestionMayBeTheCauseTooOften() {
        // Given
        problems.addAll(
                List.of(ModelProblem.TIMEOUT, ModelProblem.OVERLOADED, ModelProblem.TIMEOUT, ModelProblem.TIMEOUT));

        // When / Then
        assertProblem(calls(limits(1, Duration.ofMinutes(1))), ModelProblem.TIMEOUT);
        assertThat(asked).hasValue(4);
    }

    @Test
    void shouldNotAskAgainWhenAQuestionIsRefusedAfterOthersWereAnswered() throws Exception {
        // Given
        ModelCalls tried = calls(limits(1, Duration.ofMinutes(1)));
        ask(tried);
        problems.add(ModelProblem.BAD_REQUEST);

        // When / Then
        assertProblem(tried, ModelProblem.BAD_REQUEST);
        assertThat(asked).hasValue(2);
        assertThat(tried.available()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = ModelProblem.class,
            names = {"CONFIGURATION", "BAD_REQUEST"})
    void shouldStopAllCallsAtOnceWhenTheConfigurationIsWrongAndGoOnWhenItIsMended(ModelProblem problem)
            throws Exception {
        // Given
        problems.add(problem);
        ModelCalls tried = calls(limits(1, Duration.ofMinutes(1)));

        // When
        CompletableFuture<ModelReply> reply = tried.ask(QUESTION).toCompletableFuture();
        await().until(() -> events.availability.contains(false));

        // Then
        assertThat(events.problems).containsExactly(ModelProblem.CONFIGURATION);
        assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo(REPLY);
        assertThat(tried.available()).isTrue();
        assertThat(events.availability).containsExactly(false, true);
        assertThat(asked).hasValue(2);
    }

    @Test
    void shouldHandAQuestionBackWhenTheModelDoesNotWorkForTooLong() {
        // Given
        IntStream.range(0, 1000).forEach(i -> problems.add(ModelProblem.UNREACHABLE));

        // When / Then
        assertProblem(calls(limits(1, Duration.ofMillis(300))), ModelProblem.UNREACHABLE);
        assertThat(asked.get()).isLessThan(20);
    }

    @Test
    void shouldNotRunMoreCallsAtOnceThanAllowed() throws Exception {
        // Given
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        Model slow = question -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            both.countDown();
            awaitQuietly(both);
            running.decrementAndGet();
            return REPLY;
        };
        ModelCalls tried = calls(slow, limits(2, Duration.ofMinutes(1)));

        // When
        List<CompletableFuture<ModelReply>> replies = IntStream.range(0, 6)
                .mapToObj(i -> tried.ask(QUESTION).toCompletableFuture())
                .toList();
        CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        // Then
        assertThat(most).hasValue(2);
    }

    @Test
    void shouldEndTheRunningCallWhenClosed() throws Exception {
        // Given
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Model endless = question -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new ModelException(ModelProblem.CUT_OFF, "interrupted");
        };
        ModelCalls tried = calls(endless, limits(1, Duration.ofMinutes(1)));
        tried.ask(QUESTION);
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

        // When
        tried.close();

        // Then
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ModelReply ask(ModelCalls calls) throws Exception {
        return calls.ask(QUESTION).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static void assertProblem(ModelCalls calls, ModelProblem problem) {
        assertThatThrownBy(() -> ask(calls))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private static CallLimits limits(int concurrency, Duration hold) {
        return new CallLimits(
                concurrency,
                3,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                hold,
                5,
                Duration.ofMillis(100),
                Duration.ofMillis(200));
    }

    private ModelCalls calls(CallLimits limits) {
        return calls(
                question -> {
                    asked.incrementAndGet();
                    ModelProblem problem = problems.poll();
                    if (problem != null) {
                        throw new ModelException(problem, "told to fail");
                    }
                    return REPLY;
                },
                limits);
    }

    private ModelCalls calls(Model model, CallLimits limits) {
        ModelCalls made = new ModelCalls(model, limits, events, Clock.systemUTC(), new Random(1));
        calls = made;
        return made;
    }
}
