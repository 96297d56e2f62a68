package dev.faultstream.explainer.work;

import static dev.faultstream.explainer.FailureFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.explainer.StubLocalAi;
import dev.faultstream.explainer.answer.Flaw;
import dev.faultstream.explainer.cache.KeyIndex;
import dev.faultstream.explainer.model.CallLimits;
import dev.faultstream.explainer.model.Model;
import dev.faultstream.explainer.model.ModelCalls;
import dev.faultstream.explainer.model.ModelException;
import dev.faultstream.explainer.model.ModelProblem;
import dev.faultstream.explainer.model.ModelReply;
import dev.faultstream.explainer.model.RecordedEvents;
import dev.faultstream.explainer.prompt.PromptWriter;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.remedy.Remedies;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainerTest implements WorkEvents {
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<ModelProblem> problems = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile boolean gated;
    private final List<Explanation> published = new CopyOnWriteArrayList<>();
    private final List<Flaw> flaws = new CopyOnWriteArrayList<>();
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private volatile boolean publishingFails;
    private final KeyIndex known = new KeyIndex(100);
    private final ModelCalls calls =
            new ModelCalls(model(), limits(), new RecordedEvents(), Clock.systemUTC(), new Random(1));
    private final Explainer explainer = new Explainer(
            new PromptWriter(Remedies.load()),
            calls,
            this::publish,
            known,
            new ExplainerSettings(
                    new Selection(true, Severity.WARNING, List.of("hpa.*")),
                    "localai",
                    "qwen3",
                    2,
                    Duration.ofHours(1),
                    Duration.ofMillis(50)),
            this,
            Clock.systemUTC());

    @AfterEach
    void close() {
        gate.countDown();
        calls.close();
    }

    @Test
    void shouldPublishWhatTheModelSaid() {
        // When
        Outcome outcome = explain(failure().key("e-9").build());

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        Explanation explanation = published.get(0);
        assertThat(explanation.key()).isEqualTo("e-9");
        assertThat(explanation.language()).isEqualTo("en");
        assertThat(explanation.error()).isEqualTo("The container needs more memory than its limit allows.");
        assertThat(explanation.solution()).hasSize(2);
        assertThat(explanation.source()).isEqualTo("model");
        assertThat(explanation.provider()).isEqualTo("localai");
        assertThat(explanation.model()).isEqualTo("qwen3");
        assertThat(explanation.promptTokens()).isEqualTo(11);
        assertThat(explanation.completionTokens()).isEqualTo(22);
        assertThat(outcomes).containsExactly(outcome);
    }

    static Stream<Arguments> skipped() {
        return Stream.of(
                Arguments.of(failure().resolved().build(), SkipReason.RESOLVED),
                Arguments.of(failure().severity(Severity.INFO).build(), SkipReason.SEVERITY),
                Arguments.of(failure().causedBy("f-2").build(), SkipReason.NOT_ROOT_CAUSE),
                Arguments.of(failure().rule("hpa.cannot-scale").build(), SkipReason.RULE),
                Arguments.of(failure().key("").build(), SkipReason.NO_KEY));
    }

    @ParameterizedTest
    @MethodSource("skipped")
    void shouldNotAskAboutWhatIsNotWorthIt(Failure failure, SkipReason reason) {
        // When / Then
        assertThat(explain(failure)).isEqualTo(new Outcome.Skipped(reason));
        assertThat(asked).hasValue(0);
    }

    @Test
    void shouldSkipTombstones() {
        // When / Then
        assertThat(explainer.explain(null).toCompletableFuture())
                .isCompletedWithValue(new Outcome.Skipped(SkipReason.TOMBSTONE));
    }

    @Test
    void shouldAskOnceWhenFailuresOfOneKeyComeOneAfterAnother() {
        // When
        explain(failure().id("f-1").build());
        Outcome second = explain(failure().id("f-2").build());

        // Then
        assertThat(second).isEqualTo(new Outcome.Skipped(SkipReason.CACHED));
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldAskOnceWhenFailuresOfOneKeyComeTogether() {
        // Given
        gated = true;
        CompletableFuture<Outcome> first =
                explainer.explain(failure().id("f-1").build()).toCompletableFuture();
        CompletableFuture<Outcome> second =
                explainer.explain(failure().id("f-2").build()).toCompletableFuture();

        // When
        gate.countDown();

        // Then
        assertThat(get(first)).isInstanceOf(Outcome.Answered.class);
        assertThat(get(second)).isEqualTo(new Outcome.Skipped(SkipReason.COALESCED));
        assertThat(asked).hasValue(1);
        assertThat(published).hasSize(1);
    }

    @Test
    void shouldAskAgainOnceWhenAnAnswerCannotBeUsed() {
        // Given
        answers.add("no idea");

        // When / Then
        assertThat(explain(failure().build())).isInstanceOf(Outcome.Answered.class);
        assertThat(flaws).containsExactly(Flaw.UNREADABLE);
        assertThat(asked).hasValue(2);
    }

    @Test
    void shouldRefuseAndRememberAKeyWithoutAUsableAnswer() {
        // Given
        answers.addAll(List.of("no idea", ""));

        // When
        Outcome first = explain(failure().build());
        Outcome second = explain(failure().id("f-2").build());
        Outcome other = explain(failure().key("e-2").build());

        // Then
        assertThat(first).isEqualTo(new Outcome.Refused("answer-empty"));
        assertThat(second).isEqualTo(first);
        assertThat(other).isInstanceOf(Outcome.Answered.class);
        assertThat(asked).hasValue(3);
        assertThat(known.contains("e-1")).isFalse();
    }

    @Test
    void shouldBeUnavailableAndThenAnsweredWhenTheModelFailsForAWhile() {
        // Given
        problems.addAll(List.of(ModelProblem.SERVER_ERROR, ModelProblem.SERVER_ERROR));

        // When
        Outcome first = explain(failure().build());
        Outcome second = explain(failure().build());

        // Then
        assertThat(first).isEqualTo(new Outcome.Unavailable("model-server_error"));
        assertThat(second).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    void shouldNotBlockOtherKeysWhenOneCannotBeAnswered() {
        // Given
        problems.addAll(List.of(ModelProblem.SERVER_ERROR, ModelProblem.SERVER_ERROR));

        // When / Then
        assertThat(explain(failure().key("e-bad").build())).isInstanceOf(Outcome.Unavailable.class);
        assertThat(explain(failure().key("e-good").build())).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    void shouldRefuseAQuestionThatTheServerRefuses() {
        // Given
        explain(failure().key("e-0").build());
        problems.add(ModelProblem.BAD_REQUEST);

        // When / Then
        assertThat(explain(failure().build())).isEqualTo(new Outcome.Refused("model-bad_request"));
    }

    @Test
    void shouldBeUnavailableAndKeepTheKeyUnknownWhenPublishingFails() {
        // Given
        publishingFails = true;

        // When
        Outcome outcome = explain(failure().build());

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unavailable("IllegalStateException"));
        assertThat(known.contains("e-1")).isFalse();
    }

    @Override
    public void concluded(Outcome outcome) {
        outcomes.add(outcome);
    }

    @Override
    public void flawed(Flaw flaw) {
        flaws.add(flaw);
    }

    private CompletableFuture<Void> publish(Explanation explanation) {
        if (publishingFails) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }
        published.add(explanation);
        return CompletableFuture.completedFuture(null);
    }

    private Outcome explain(Failure failure) {
        return get(explainer.explain(failure).toCompletableFuture());
    }

    private static Outcome get(CompletableFuture<Outcome> outcome) {
        await().atMost(10, TimeUnit.SECONDS).until(outcome::isDone);
        return outcome.join();
    }

    private static CallLimits limits() {
        return new CallLimits(
                1,
                2,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                5,
                Duration.ofMillis(50),
                Duration.ofMillis(100));
    }

    private Model model() {
        return question -> {
            asked.incrementAndGet();
            if (gated) {
                awaitGate();
            }
            ModelProblem problem = problems.poll();
            if (problem != null) {
                throw new ModelException(problem, "told to fail");
            }
            String answer = answers.poll();
            return new ModelReply(answer == null ? StubLocalAi.GOOD_ANSWER : answer, false, 11, 22, 5);
        };
    }

    private void awaitGate() {
        try {
            gate.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
