package dev.faultstream.explainer;

import static dev.faultstream.explainer.FailureFixture.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import dev.faultstream.explainer.queue.QueueSettings;
import dev.faultstream.explainer.queue.ShareGroup;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.service.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExplainerServiceIT {
    private static EmbeddedKafka broker;

    private ExplainerScene scene;

    @BeforeAll
    static void startBroker() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
        broker = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void set() {
        scene = new ExplainerScene(broker);
    }

    @AfterEach
    void clear() {
        scene.close();
    }

    @Test
    void shouldExplainEachShapeOfFailureOnceAndAcknowledgeEveryRecord() throws Exception {
        // Given
        scene.publish(
                failure().id("f-1").key("e-1").build(),
                failure().id("f-2").key("e-1").build(),
                failure().id("f-3").key("e-2").build(),
                failure().id("f-4").key("e-3").resolved().build(),
                failure().id("f-5").key("e-4").causedBy("f-1").build());
        scene.publishRaw("f-6", null);

        // When
        scene.startExplainer();

        // Then
        await().untilAsserted(() -> assertThat(scene.lag()).isZero());
        assertThat(scene.explanations()).extracting(Explanation::key).containsExactlyInAnyOrder("e-1", "e-2");
        assertThat(scene.explanations()).allSatisfy(explanation -> {
            assertThat(explanation.language()).isEqualTo("en");
            assertThat(explanation.model()).isEqualTo(StubLocalAi.MODEL);
            assertThat(explanation.promptTokens()).isEqualTo(321);
        });
        assertThat(scene.model.requests()).hasSize(2);
        assertThat(scene.deadLetters()).isEmpty();
    }

    @Test
    void shouldNotAskAgainWhenRestartedWithTheExplanationsThereAre() throws Exception {
        // Given
        Service first = scene.startExplainer();
        scene.publish(failure().id("f-1").key("e-1").build());
        await().untilAsserted(() -> assertThat(scene.explanations()).hasSize(1));
        first.close();

        // When
        scene.publish(failure().id("f-2").key("e-1").build());
        scene.startExplainer();

        // Then
        await().untilAsserted(() -> assertThat(scene.lag()).isZero());
        assertThat(scene.model.requests()).hasSize(1);
    }

    @Test
    void shouldDeliverARecordAgainWhenTheModelDidNotReply() throws Exception {
        // Given
        scene.model.then(StubLocalAi.status(500), StubLocalAi.status(500), StubLocalAi.cutOffBody());

        // When
        scene.publish(failure().build());
        scene.startExplainer();

        // Then
        await().untilAsserted(() -> assertThat(scene.lag()).isZero());
        assertThat(scene.explanations()).hasSize(1);
        assertThat(scene.model.requests()).hasSize(4);
        assertThat(scene.deadLetters()).isEmpty();
    }

    @Test
    void shouldPutARecordAsideWhenItIsDeliveredTooOften() throws Exception {
        // Given
        scene.model.usually(StubLocalAi.status(500));
        scene.publish(failure().id("f-bad").build());

        // When
        scene.startExplainer();

        // Then
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(scene.lag()).isZero());
        assertThat(scene.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(new String(letter.key(), UTF_8)).isEqualTo("f-bad");
            assertThat(ExplainerScene.header(letter, "error")).contains("delivered too often");
        });
    }

    @Test
    void shouldPutAsideWhatCannotBeExplainedAndGoOnWithTheRest() throws Exception {
        // Given
        scene.batch = 1;
        scene.model.then(StubLocalAi.answer("I am sorry."), StubLocalAi.answer(""));
        scene.publishRaw("f-broken", "{\"id\": 5".getBytes(UTF_8));
        scene.publish(failure().id("f-mute").key("e-mute").build());
        scene.publish(failure().id("f-good").key("e-good").build());

        // When
        scene.startExplainer();

        // Then
        await().untilAsserted(() -> assertThat(scene.lag()).isZero());
        assertThat(scene.explanations()).extracting(Explanation::key).containsExactly("e-good");
        List<ConsumerRecord<byte[], byte[]>> letters = scene.deadLetters();
        assertThat(letters)
                .extracting(letter -> new String(letter.key(), UTF_8))
                .containsExactlyInAnyOrder("f-broken", "f-mute");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(ExplainerScene.header(letter, "topic")).isEqualTo(scene.topics.failures());
            assertThat(ExplainerScene.header(letter, "partition")).isEqualTo("0");
            assertThat(ExplainerScene.header(letter, "offset")).matches("[01]");
        });
        assertThat(new String(letters.get(0).value(), UTF_8)).isEqualTo("{\"id\": 5");
    }

    @Test
    void shouldKeepTheRecordWhileTheModelTakesLongerThanTheLock() throws Exception {
        // Given
        scene.setGroup("share.record.lock.duration.ms", "4000");
        scene.model.then(StubLocalAi.slow(StubLocalAi.answer(StubLocalAi.GOOD_ANSWER)));
        scene.startExplainer();
        scene.startExplainer();
        scene.publish(failure().build());
        await().untilAsserted(() -> assertThat(scene.model.requests()).hasSize(1));

        // When
        await().during(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(scene.model.requests()).hasSize(1));
        scene.model.release();

        // Then
        await().untilAsserted(() -> assertThat(scene.lag()).isZero());
        assertThat(scene.explanations()).hasSize(1);
        assertThat(scene.model.requests()).hasSize(1);
    }

    @Test
    void shouldShareTheWorkWhenThereAreTwoExplainers() throws Exception {
        // Given
        scene.batch = 1;
        scene.model.then(
                StubLocalAi.slow(StubLocalAi.answer(StubLocalAi.GOOD_ANSWER)),
                StubLocalAi.slow(StubLocalAi.answer(StubLocalAi.GOOD_ANSWER)));
        scene.startExplainer();
        scene.startExplainer();

        // When
        for (int i = 0; i < 6; i++) {
            scene.publish(failure().id("f-" + i).key("e-" + i).build());
        }

        // Then
        await().untilAsserted(() -> assertThat(scene.model.requests()).hasSize(2));
        scene.model.release();
        await().untilAsserted(() -> assertThat(scene.lag()).isZero());
        assertThat(scene.explanations()).hasSize(6);
        assertThat(scene.model.requests()).hasSize(6);
    }

    @Test
    void shouldTakeOverWhenAnExplainerDiesBetweenPublishingAndAcknowledging() throws Exception {
        // Given
        ShareGroup.configure(scene.kafka().forAdmin("test"), new QueueSettings(scene.group, 8, 5));
        scene.publish(failure().id("f-1").key("e-1").build());
        Map<String, Object> settings = scene.kafka().forConsumer("dying");
        settings.put("group.id", scene.group);
        settings.put("share.acknowledgement.mode", "explicit");
        try (KafkaShareConsumer<byte[], byte[]> dying =
                new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            dying.subscribe(List.of(scene.topics.failures()));
            await().until(() -> !dying.poll(Duration.ofMillis(500)).isEmpty());
            scene.publish(new Explanation(
                    "e-1", "en", "It failed.", List.of("Mend it."), "model", "p", "m", null, null, 1, Instant.EPOCH));
        }

        // When
        scene.startExplainer();

        // Then
        await().untilAsserted(() -> assertThat(scene.lag()).isZero());
        assertThat(scene.model.requests()).isEmpty();
        assertThat(scene.explanations()).hasSize(1);
    }

    @Test
    void shouldWaitForAMisconfiguredModelWithoutLosingFailures() throws Exception {
        // Given
        scene.model.usually(StubLocalAi.status(404));
        scene.startExplainer();
        for (int i = 0; i < 20; i++) {
            scene.publish(failure().id("f-" + i).key("e-" + i).build());
        }
        await().untilAsserted(() -> assertThat(scene.model.requests()).hasSizeGreaterThan(4));

        // When
        scene.model.usually(StubLocalAi.answer(StubLocalAi.GOOD_ANSWER));

        // Then
        await().untilAsserted(() -> assertThat(scene.lag()).isZero());
        assertThat(scene.explanations()).hasSize(20);
        assertThat(scene.deadLetters()).isEmpty();
    }

    @Test
    void shouldExplainInChinese() throws Exception {
        // Given
        scene.model.usually(StubLocalAi.answer(
                "错误：容器使用的内存超过了限制。\n解决方案：\n1. 查看 `kubectl describe {ref} -n {namespace}`。\n2. 提高内存限制。"));
        scene.startExplainer();

        // When
        scene.publish(failure().language("zh").build());

        // Then
        await().untilAsserted(
                        () -> assertThat(scene.explanations()).singleElement().satisfies(explanation -> {
                            assertThat(explanation.language()).isEqualTo("zh");
                            assertThat(explanation.solution()).hasSize(2);
                        }));
    }
}
