package dev.faultstream.sink.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.KafkaFixture;
import dev.faultstream.sink.alert.DeliveryException.Fault;
import dev.faultstream.sink.alert.FakeReceiver.Answer;
import dev.faultstream.sink.alert.cloudevents.CloudEventsDelivery;
import dev.faultstream.sink.alert.cloudevents.CloudEventsSettings;
import dev.faultstream.sink.alert.http.Credentials;
import dev.faultstream.sink.alert.http.HttpPoster;
import dev.faultstream.sink.alert.http.TlsFiles;
import dev.faultstream.sink.join.Transition;
import dev.faultstream.sink.work.Backoff;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** An output with everything but its receiver being real. */
class AlertOutputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger RUN = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private static KafkaFixture kafka;

    private final FakeReceiver receiver = new FakeReceiver();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Counts counts = new Counts();
    private OutputTraces traces = OutputTraces.off();
    private TopicNames topics = new TopicNames("");

    @BeforeAll
    static void start() {
        kafka = new KafkaFixture();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) {
        topics = kafka.createTopics("out" + RUN.incrementAndGet() + "-");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        receiver.close();
    }

    @Test
    void shouldTellEachTransitionInOrderOfEachFailure() {
        // Given
        output("a", receiver, PATIENCE);
        List<FailureSample> samples =
                IntStream.range(0, 20).mapToObj(i -> FailureSample.of("f-" + i)).toList();

        // When
        samples.forEach(sample -> {
            send(sample, Transition.OPENED);
            send(sample.message("changed"), Transition.CHANGED);
            send(sample.message("changed"), Transition.EXPLAINED);
            send(sample.message("changed").resolved(), Transition.RESOLVED);
        });

        // Then
        await().atMost(PATIENCE).until(() -> receiver.taken().size() >= 80);
        samples.forEach(sample ->
                assertThat(typesOf(sample.id())).containsExactly("opened", "changed", "explained", "resolved"));
        // An answer is counted a moment after the receiver took what it answers.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(counts.delivered).hasValue(80));
    }

    @Test
    void shouldTryAgainUntilTheReceiverTakesItAndKeepTheOrder() {
        // Given
        receiver.fail(Answer.retryAfter(429, "1"), 1);
        receiver.fail(Answer.status(500), 2);
        receiver.fail(Answer.reset(), 1);
        receiver.fail(Answer.status(401), 1);
        output("a", receiver, PATIENCE);
        FailureSample sample = FailureSample.of("f-1");

        // When
        send(sample, Transition.OPENED);
        send(sample.message("x"), Transition.CHANGED);
        send(sample.resolved(), Transition.RESOLVED);

        // Then
        await().atMost(PATIENCE).until(() -> receiver.taken().size() >= 3);
        assertThat(typesOf("f-1")).containsExactly("opened", "changed", "resolved");
        assertThat(receiver.all().stream().map(request -> request.headers().get("ce-id")))
                .startsWith("f-1.1.opened", "f-1.1.opened", "f-1.1.opened", "f-1.1.opened", "f-1.1.opened");
        assertThat(counts.retried).hasValue(5);
        assertThat(kafka.read(topics.deadLetters())).isEmpty();
    }

    @Test
    void shouldFollowEachAttemptFromTheRecord() {
        // Given
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        open.add(provider);
        traces = new OutputTraces(Tracing.over(provider), "a", "cloudevents");
        receiver.fail(request -> request.body().contains("\"id\":\"f-bad\""), Answer.status(422), 100);
        receiver.fail(request -> request.body().contains("\"id\":\"f-good\""), Answer.status(503), 1);
        output("a", receiver, PATIENCE);

        // When
        send(FailureSample.of("f-bad"), "00-0af7651916cd43dd8448eb211c80319a-b7ad6b7169203331-01");
        send(FailureSample.of("f-good"), "00-0af7651916cd43dd8448eb211c80319b-b7ad6b7169203332-01");
        send(FailureSample.of("f-unknown"), Transition.OPENED);

        // Then
        await().atMost(PATIENCE)
                .until(() -> counts.dead.get() == 1 && receiver.taken().size() == 2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spans.getFinishedSpanItems())
                .extracting(AlertOutputIT::describe)
                .containsExactlyInAnyOrder(
                        "deliver cloudevents a opened f-bad 1 dead ERROR rejected, of b7ad6b7169203331",
                        "deliver cloudevents a opened f-good 1 retried UNSET , of b7ad6b7169203332",
                        "deliver cloudevents a opened f-good 2 delivered UNSET , of b7ad6b7169203332"));
        List<String> told = receiver.all().stream()
                .map(request -> request.headers().getOrDefault("traceparent", "none"))
                .toList();
        assertThat(told)
                .hasSize(4)
                .contains("none")
                .anyMatch(text -> text.startsWith("00-0af7651916cd43dd8448eb211c80319a-"))
                .anyMatch(text -> text.startsWith("00-0af7651916cd43dd8448eb211c80319b-"));
        assertThat(receiver.all().stream()
                        .map(request -> request.headers().getOrDefault("ce-traceparent", "none"))
                        .toList())
                .isEqualTo(told);
    }

    @Test
    void shouldPutAsideWhatIsRejectedAndGoOn() {
        // Given
        receiver.fail(request -> request.body().contains("\"id\":\"f-bad\""), Answer.status(422), 100);
        output("a", receiver, PATIENCE);

        // When
        send(FailureSample.of("f-bad"), Transition.OPENED);
        send(FailureSample.of("f-good"), Transition.OPENED);

        // Then
        await().atMost(PATIENCE)
                .until(() -> counts.dead.get() == 1 && receiver.taken().size() == 1);
        ConsumerRecord<String, byte[]> dead = kafka.read(topics.deadLetters()).get(0);
        assertThat(dead.key()).isEqualTo("f-bad");
        assertThat(dead.value()).isEqualTo(FailureSample.of("f-bad").value());
        assertThat(header(dead, "topic")).isEqualTo(topics.failuresExplained());
        assertThat(header(dead, "error")).isEqualTo("output a gave up: answered 422");
        assertThat(receiver.all()).hasSize(2);
    }

    @Test
    void shouldPutAsideWhatFailsAgainAndAgainWhileOthersAreTaken() {
        // Given
        receiver.fail(request -> request.body().contains("\"id\":\"f-bad\""), Answer.status(500), 100);
        output("a", receiver, PATIENCE);

        // When
        send(FailureSample.of("f-bad"), Transition.OPENED);
        IntStream.range(0, 10).forEach(i -> send(FailureSample.of("f-" + i), Transition.OPENED));

        // Then
        await().atMost(PATIENCE).until(() -> receiver.taken().size() == 10 && counts.retried.get() > 0);
        IntStream.range(10, 20).forEach(i -> send(FailureSample.of("f-" + i), Transition.OPENED));
        await().atMost(PATIENCE)
                .until(() -> counts.dead.get() == 1 && receiver.taken().size() == 20);
        assertThat(header(kafka.read(topics.deadLetters()).get(0), "error")).endsWith("answered 500");
    }

    @Test
    void shouldGiveUpAfterALimitWhenTheReceiverTakesNothing() {
        // Given
        receiver.fail(Answer.status(503), 10_000);
        output("a", receiver, Duration.ofSeconds(1));

        // When
        send(FailureSample.of("f-1"), Transition.OPENED);

        // Then
        await().atMost(PATIENCE).until(() -> counts.dead.get() == 1);
        receiver.heal();
        send(FailureSample.of("f-1").message("later"), Transition.CHANGED);
        await().atMost(PATIENCE).until(() -> receiver.taken().size() == 1);
        assertThat(typesOf("f-1")).containsExactly("opened");
    }

    @Test
    void shouldNotDelayOneOutputForAnother() {
        // Given
        try (FakeReceiver hanging = new FakeReceiver()) {
            hanging.fail(Answer.hang(), 1_000);
            output("hangs", hanging, PATIENCE);
            output("works", receiver, PATIENCE);

            // When
            IntStream.range(0, 50).forEach(i -> send(FailureSample.of("f-" + i), Transition.OPENED));

            // Then
            await().atMost(PATIENCE).until(() -> receiver.taken().size() == 50);
            assertThat(hanging.taken()).isEmpty();
            closeAll();
        }
    }

    @Test
    void shouldCatchUpWithThePresentStateAfterItWasDown() throws Exception {
        // Given
        AlertOutput first = output("a", receiver, PATIENCE);
        FailureSample told = FailureSample.of("f-told");
        FailureSample stays = FailureSample.of("f-stays");
        send(told, Transition.OPENED);
        send(stays, Transition.OPENED);
        await().atMost(PATIENCE).until(() -> receiver.taken().size() == 2);
        first.close();

        // When
        send(told.resolved(), Transition.RESOLVED);
        for (int i = 0; i < 200; i++) {
            FailureSample flapping = FailureSample.of("f-flapping-" + i % 7);
            send(flapping, Transition.OPENED);
            send(flapping.resolved(), Transition.RESOLVED);
        }
        FailureSample fresh = FailureSample.of("f-fresh");
        send(fresh, Transition.OPENED);
        IntStream.range(0, 100).forEach(i -> send(fresh.message("m" + i), Transition.CHANGED));
        // What is written after it came back is no history.
        kafka.flush();
        output("a", receiver, PATIENCE);

        // Then
        await().atMost(PATIENCE).until(() -> receiver.taken().size() >= 4);
        send(FailureSample.of("f-last"), Transition.OPENED);
        await().atMost(PATIENCE).until(() -> !typesOf("f-last").isEmpty());
        assertThat(typesOf("f-told")).containsExactly("opened", "resolved");
        assertThat(typesOf("f-stays")).containsExactly("opened");
        assertThat(typesOf("f-fresh")).containsExactly("opened");
        assertThat(receiver.taken()).hasSize(5);
        assertThat(receiver.taken().stream().map(FakeReceiver.Request::body))
                .anyMatch(body -> body.contains("\"message\":\"m99\""));
    }

    @Test
    void shouldTellThePresentStateAfterTheReceiverWasDown() {
        // Given
        receiver.fail(Answer.status(503), 10_000);
        Duration late = Duration.ofSeconds(2);
        AlertOutput output = output("a", receiver, PATIENCE, late);
        FailureSample gone = FailureSample.of("f-gone");
        FailureSample open = FailureSample.of("f-open");
        send(open, Transition.OPENED);
        await().atMost(PATIENCE).until(() -> counts.retried.get() > 0);

        // When
        send(gone, Transition.OPENED);
        send(gone.resolved(), Transition.RESOLVED);
        IntStream.range(0, 50).forEach(i -> send(open.message("m" + i), Transition.CHANGED));
        kafka.flush();
        await().atMost(PATIENCE).until(() -> output.pending() == 2 && output.lag() == 0);
        Duration allRead = output.oldest();
        await().atMost(PATIENCE)
                .until(() -> output.oldest().compareTo(allRead.plus(late).plus(late)) > 0);
        send(open.message("last"), Transition.CHANGED);
        receiver.heal();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(receiver.taken(FakeReceiver.Request::body))
                .last()
                .asString()
                .contains("\"message\":\"last\""));
        await().atMost(PATIENCE).until(() -> output.pending() == 0);
        assertThat(typesOf("f-open").size()).isLessThanOrEqualTo(2);
        assertThat(typesOf("f-open")).startsWith("opened");
        assertThat(typesOf("f-gone")).isEmpty();
    }

    @Test
    void shouldShareTheFailuresAmongItsInstancesWithoutLosingAny() throws Exception {
        // Given
        AlertOutput first = output("a", receiver, PATIENCE);
        IntStream.range(0, 40).forEach(i -> send(FailureSample.of("f-" + i), Transition.OPENED));
        await().atMost(PATIENCE).until(() -> receiver.taken().size() == 40);

        // When
        output("a", receiver, PATIENCE);
        IntStream.range(0, 20).forEach(i -> send(FailureSample.of("f-" + i).resolved(), Transition.RESOLVED));
        await().atMost(PATIENCE).until(() -> receiver.taken().size() == 60);
        first.close();
        IntStream.range(20, 40).forEach(i -> send(FailureSample.of("f-" + i).resolved(), Transition.RESOLVED));

        // Then
        await().atMost(PATIENCE).until(() -> receiver.taken().size() >= 80);
        IntStream.range(0, 40).forEach(i -> assertThat(typesOf("f-" + i)).containsExactly("opened", "resolved"));
    }

    @Test
    void shouldLeaveOutWhatItsFilterDoesNotLetThrough() {
        // Given
        output("a", receiver, PATIENCE);

        // When
        send(FailureSample.of("f-info").severity(Severity.INFO), Transition.OPENED);
        send(FailureSample.of("f-symptom").causedBy("f-1"), Transition.OPENED);
        send(FailureSample.of("f-1"), Transition.OPENED);

        // Then
        await().atMost(PATIENCE).until(() -> !receiver.taken().isEmpty());
        assertThat(receiver.taken(request -> String.valueOf(request.headers().get("ce-partitionkey"))))
                .containsExactly("f-1");
    }

    private AlertOutput output(String name, FakeReceiver to, Duration giveUpAfter) {
        return output(name, to, giveUpAfter, PATIENCE);
    }

    private AlertOutput output(String name, FakeReceiver to, Duration giveUpAfter, Duration catchUpAfter) {
        OutputSettings settings = new OutputSettings(
                name,
                topics.failuresExplained(),
                topics.deadLetters(),
                topics.prefix() + name,
                new OutputFilter(List.of(), List.of(), List.of(), Set.of(Severity.CRITICAL, Severity.WARNING), true),
                EnumSet.allOf(Transition.class),
                catchUpAfter,
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(500), 4),
                giveUpAfter,
                2,
                1_000,
                1_000,
                kafka.client());
        HttpPoster poster =
                new HttpPoster(name, new Credentials.None(), TlsFiles.NONE, Duration.ofSeconds(5), Clock.systemUTC());
        DeadLetters deadLetters = new DeadLetters(kafka.client());
        AlertOutput output = new AlertOutput(
                settings,
                new CloudEventsDelivery(
                        new CloudEventsSettings(to.url("/hook"), CloudEventsSettings.Mode.BINARY, null),
                        poster,
                        Clock.systemUTC()),
                deadLetters,
                counts,
                traces,
                new Random(1));
        open.add(output);
        open.add(deadLetters);
        output.start();
        await().atMost(PATIENCE).until(output::isReady);
        return output;
    }

    private void closeAll() {
        open.forEach(each -> {
            if (each instanceof AlertOutput output) {
                output.stop();
            }
        });
    }

    private void send(FailureSample sample, Transition transition) {
        kafka.send(topics.failuresExplained(), sample.id(), sample.value(), sample.headers(transition), sample.at());
    }

    private void send(FailureSample sample, String traceparent) {
        Headers headers = sample.headers(Transition.OPENED);
        headers.add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        kafka.send(topics.failuresExplained(), sample.id(), sample.value(), headers, sample.at());
    }

    private static String describe(SpanData span) {
        return String.join(
                " ",
                span.getName(),
                String.valueOf(span.getAttributes().get(AttributeKey.stringKey("faultstream.output"))),
                String.valueOf(span.getAttributes().get(AttributeKey.stringKey("faultstream.transition"))),
                String.valueOf(span.getAttributes().get(AttributeKey.stringKey("faultstream.failure"))),
                String.valueOf(span.getAttributes().get(AttributeKey.longKey("faultstream.attempts"))),
                String.valueOf(span.getAttributes().get(AttributeKey.stringKey("faultstream.outcome"))),
                span.getStatus().getStatusCode().name(),
                span.getStatus().getDescription() + ", of",
                span.getParentSpanId());
    }

    private List<String> typesOf(String id) {
        return receiver.taken().stream()
                .filter(request -> id.equals(request.headers().get("ce-partitionkey")))
                .map(request -> String.valueOf(request.headers().get("ce-type")))
                .map(type -> type.replace("dev.faultstream.failure.", "").replace(".v1", ""))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static final class Counts implements OutputObserver {
        final AtomicInteger delivered = new AtomicInteger();
        final AtomicInteger retried = new AtomicInteger();
        final AtomicInteger dead = new AtomicInteger();

        @Override
        public void delivered(Transition transition, boolean repeat, Duration delay) {
            delivered.incrementAndGet();
        }

        @Override
        public void retried(Fault fault) {
            retried.incrementAndGet();
        }

        @Override
        public void dead() {
            dead.incrementAndGet();
        }
    }
}
