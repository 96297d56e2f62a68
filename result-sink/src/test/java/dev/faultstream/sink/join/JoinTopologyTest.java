package dev.faultstream.sink.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.ExplainedFailure.Source;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.sink.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinTopologyTest {
    private static final String ID = "f-1";

    @TempDir
    Path stateDir;

    private JoinHarness join;

    @BeforeEach
    void open() {
        join = new JoinHarness(stateDir);
    }

    @AfterEach
    void close() {
        join.close();
    }

    @Test
    void shouldKeepItsShape() throws IOException {
        // Given
        String golden;
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("topology.txt"))) {
            golden = new String(file.readAllBytes(), UTF_8);
        }

        // When
        String shape = join.shape();

        // Then
        assertThat(shape.strip()).isEqualTo(golden.strip());
    }

    @Test
    void shouldPublishTheRemedyAtOnceAndTheModelsAnswerWhenItComes() {
        // When
        join.send(Samples.open(ID, 1));
        join.send(Samples.explanation(Samples.KEY, "No image {image} for {kind} {name} of {cluster}."));

        // Then
        List<TestRecord<String, ExplainedFailure>> records = join.output();
        assertThat(records)
                .extracting(this::transition, r -> r.value().explanation().source())
                .containsExactly(tuple("opened", Source.REMEDY), tuple("explained", Source.MODEL));
        assertThat(records.get(0).value().explanation().solution()).containsExactly("Check the tag.", "Push it.");
        ExplainedFailure.Text text = records.get(1).value().explanation();
        assertThat(text.error()).isEqualTo("No image registry.example/web:1 for Deployment web of shop-1.");
        assertThat(text.solution())
                .containsExactly("Fix registry.example/web:1 of deployment/web in shop.", "kubectl get pods -n shop");
        assertThat(text.model()).isEqualTo("small");
        assertThat(text.provider()).isEqualTo("localai");
    }

    @Test
    void shouldUseAnAnswerThatWasThereBefore() {
        // When
        join.send(Samples.explanation(Samples.KEY, "No image."));
        join.send(Samples.open(ID, 1));

        // Then
        assertThat(join.output()).extracting(this::transition).containsExactly("opened", "explained");
    }

    @Test
    void shouldKeepTheAnswerWhenARevisionHasTheSameShape() {
        // Given
        join.send(Samples.open(ID, 1));
        join.send(Samples.explanation(Samples.KEY, "No image {image}."));
        join.output();

        // When
        join.send(Samples.open(ID, 2));
        join.send(Samples.resolved(ID, 3));

        // Then
        assertThat(join.output())
                .extracting(this::transition, r -> r.value().explanation().error())
                .containsExactly(
                        tuple("changed", "No image registry.example/web:2."),
                        tuple("resolved", "No image registry.example/web:3."));
    }

    @Test
    void shouldFallBackToTheRemedyWhenARevisionHasAnotherShape() {
        // Given
        join.send(Samples.explanation(Samples.KEY, "No image."));
        join.send(Samples.explanation("e-other", "Something else."));
        join.send(Samples.open(ID, 1));
        join.output();

        // When
        join.send(Samples.openWithKey(ID, 2, "e-unknown"));
        join.send(Samples.openWithKey(ID, 3, "e-other"));

        // Then
        assertThat(join.output())
                .extracting(this::transition, r -> r.value().explanation().error())
                .containsExactly(
                        tuple("changed", "The image does not exist."),
                        tuple("changed", "The image does not exist."),
                        tuple("explained", "Something else."));
    }

    @Test
    void shouldPublishNothingWhenNothingChanged() {
        // Given
        Explanation answer = Samples.explanation(Samples.KEY, "No image.");
        join.send(Samples.open(ID, 1));
        join.send(answer);
        join.output();

        // When
        join.send(Samples.open(ID, 1));
        join.send(answer);
        join.send(Samples.explanation(Samples.KEY, "en", "No image.", Samples.at(50)));
        join.send(Samples.explanation(Samples.KEY, "en", "An older answer.", Samples.START));

        // Then
        assertThat(join.output()).isEmpty();
    }

    @Test
    void shouldNeverGoBackWhenAnOlderRevisionComesAgain() {
        // Given
        join.send(Samples.open(ID, 1));
        join.send(Samples.open(ID, 2));
        join.output();

        // When
        join.send(Samples.open(ID, 1));

        // Then
        assertThat(join.output()).isEmpty();

        // When
        join.send(Samples.explanation(Samples.KEY, "No image {image}."));

        // Then
        assertThat(join.output())
                .extracting(
                        r -> r.value().failure().revision(),
                        r -> r.value().explanation().error())
                .containsExactly(tuple(2, "No image registry.example/web:2."));
    }

    @Test
    void shouldUseTheRemedyWhenTheAnswerHasUnknownPlaceholders() {
        // When
        join.send(Samples.open(ID, 1));
        join.send(Samples.explanation(Samples.KEY, "No image on {node}."));

        // Then
        assertThat(join.output()).extracting(this::transition).containsExactly("opened");
    }

    @Test
    void shouldUseTheRemedyWhenTheAnswerIsInAnotherLanguage() {
        // When
        join.send(Samples.open(ID, 1));
        join.send(Samples.explanation(Samples.KEY, "zh", "镜像不存在。", Samples.at(1)));

        // Then
        assertThat(join.output()).extracting(this::transition).containsExactly("opened");
    }

    @Test
    void shouldGoBackToTheRemedyWhenTheAnswerIsTakenAway() {
        // Given
        join.send(Samples.open(ID, 1));
        join.send(Samples.explanation(Samples.KEY, "No image."));
        join.output();

        // When
        join.explanations.pipeInput(Samples.KEY, (Explanation) null, Samples.at(5));

        // Then
        assertThat(join.output())
                .extracting(this::transition, r -> r.value().explanation().source())
                .containsExactly(tuple("changed", Source.REMEDY));
    }

    @Test
    void shouldPassATombstoneOnAndForgetTheFailure() {
        // Given
        join.send(Samples.open(ID, 1));
        join.send(Samples.explanation(Samples.KEY, "No image."));
        join.send(Samples.resolved(ID, 2));
        join.output();

        // When
        join.remove(ID);

        // Then
        assertThat(join.output()).extracting(TestRecord::key, TestRecord::value).containsExactly(tuple(ID, null));

        // When
        join.send(Samples.open(ID, 1));

        // Then
        assertThat(join.output()).extracting(this::transition).containsExactly("opened", "explained");
    }

    @Test
    void shouldExplainAllFailuresOfOneShape() {
        // Given
        join.send(Samples.open("f-1", 1));
        join.send(Samples.open("f-2", 1));
        join.send(Samples.openWithKey("f-3", 1, "e-other"));
        join.output();

        // When
        join.send(Samples.explanation(Samples.KEY, "No image."));

        // Then
        assertThat(join.output()).extracting(TestRecord::key).containsExactlyInAnyOrder("f-1", "f-2");
    }

    @Test
    void shouldWriteCloudEventsInBinaryMode() {
        // When
        join.send(Samples.open(ID, 1));

        // Then
        TestRecord<String, ExplainedFailure> record = join.output().get(0);
        assertThat(JoinHarness.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(JoinHarness.header(record, "ce_id")).matches("f-1\\.1\\.remedy\\.[0-9a-f]{12}");
        assertThat(JoinHarness.header(record, "ce_source")).isEqualTo("/faultstream/clusters/shop-1");
        assertThat(JoinHarness.header(record, "ce_type")).isEqualTo("dev.faultstream.failure.opened.v1");
        assertThat(JoinHarness.header(record, "ce_time"))
                .isEqualTo(Samples.at(1).toString());
        assertThat(JoinHarness.header(record, "ce_subject")).isEqualTo("shop/Deployment/web");
        assertThat(JoinHarness.header(record, "content-type")).isEqualTo("application/json");
        assertThat(JoinHarness.header(record, "schema")).isEqualTo("1");
        assertThat(record.timestamp()).isEqualTo(Samples.at(1).toEpochMilli());
    }

    @Test
    void shouldPutAnUnreadableRecordAsideAndGoOn() {
        // When
        join.rawFailures.pipeInput(ID, "no json, token=abc".getBytes(UTF_8));
        join.send(Samples.open(ID, 1));

        // Then
        assertThat(join.output()).hasSize(1);
        TestRecord<String, byte[]> letter = join.deadLetters.readRecord();
        assertThat(letter.key()).isEqualTo(ID);
        assertThat(letter.value()).asString(UTF_8).isEqualTo("no json, token=abc");
        assertThat(JoinHarness.header(letter, "topic")).isEqualTo(JoinHarness.TOPICS.failures());
        assertThat(JoinHarness.header(letter, "error")).contains("Failure").doesNotContain("abc");
    }

    @Test
    void shouldNotExplainARevisionThatHasNoKey() {
        // Given
        Failure hygiene = Samples.failure(ID, 1, Failure.State.OPEN, "", "unused");

        // When
        join.send(hygiene);

        // Then
        assertThat(join.output()).extracting(this::transition).containsExactly("opened");
    }

    private String transition(TestRecord<String, ExplainedFailure> record) {
        String type = Objects.requireNonNull(JoinHarness.header(record, "ce_type"));
        return type.replaceAll("dev.faultstream.failure.(.*).v1", "$1");
    }
}
