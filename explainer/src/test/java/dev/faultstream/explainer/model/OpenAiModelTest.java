package dev.faultstream.explainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.explainer.StubLocalAi;
import dev.faultstream.explainer.StubLocalAi.Reaction;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiModelTest {
    private static final Question QUESTION = new Question("be brief", "what is wrong with {pod}?");

    private final StubLocalAi server = StubLocalAi.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldAskInTheFormThatLocalAiUnderstands() {
        // When
        ModelReply reply =
                model(server.url(), "s3cret", "none", Duration.ofSeconds(10)).ask(QUESTION);

        // Then
        assertThat(reply.text()).isEqualTo(StubLocalAi.GOOD_ANSWER);
        assertThat(reply.cutOff()).isFalse();
        assertThat(reply.promptTokens()).isEqualTo(321);
        assertThat(reply.completionTokens()).isEqualTo(45);
        JsonNode request = server.requests().get(0);
        assertThat(request.path("model").asText()).isEqualTo(StubLocalAi.MODEL);
        assertThat(request.path("max_tokens").asInt()).isEqualTo(500);
        assertThat(request.path("reasoning_effort").asText()).isEqualTo("none");
        assertThat(request.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(request.at("/messages/1/content").asText()).isEqualTo("what is wrong with {pod}?");
        assertThat(request.at("/response_format/type").asText()).isEqualTo("json_schema");
        JsonNode schema = request.at("/response_format/json_schema/schema");
        assertThat(schema.path("type").asText()).isEqualTo("object");
        assertThat(schema.path("properties").fieldNames()).toIterable().containsExactly("error", "solution");
        assertThat(schema.at("/properties/solution/items/type").asText()).isEqualTo("string");
        assertThat(schema.toString()).doesNotContain("$ref");
        assertThat(server.authorizations()).containsExactly("Bearer s3cret");
    }

    @Test
    void shouldSendNoKeyWhenThereIsNone() {
        // When
        model(server.url(), null, null, Duration.ofSeconds(10)).ask(QUESTION);

        // Then
        assertThat(server.authorizations()).containsExactly("null");
        assertThat(server.requests().get(0).has("reasoning_effort")).isFalse();
    }

    @Test
    void shouldTellThatTheTokenLimitEndedTheReply() {
        // Given
        server.then(StubLocalAi.cutByTokenLimit("{\"error\": \"It is"));

        // When
        ModelReply reply =
                model(server.url(), null, null, Duration.ofSeconds(10)).ask(QUESTION);

        // Then
        assertThat(reply.cutOff()).isTrue();
        assertThat(reply.text()).isEqualTo("{\"error\": \"It is");
    }

    @Test
    void shouldGiveAnEmptyTextWhenTheContentIsEmpty() {
        // Given
        server.then(StubLocalAi.answer(""));

        // When / Then
        assertThat(model(server.url(), null, null, Duration.ofSeconds(10))
                        .ask(QUESTION)
                        .text())
                .isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(StubLocalAi.status(404), ModelProblem.CONFIGURATION),
                Arguments.of(StubLocalAi.status(401), ModelProblem.CONFIGURATION),
                Arguments.of(StubLocalAi.status(403), ModelProblem.CONFIGURATION),
                Arguments.of(StubLocalAi.status(400), ModelProblem.BAD_REQUEST),
                Arguments.of(StubLocalAi.status(500), ModelProblem.SERVER_ERROR),
                Arguments.of(StubLocalAi.status(503), ModelProblem.OVERLOADED),
                Arguments.of(StubLocalAi.status(429), ModelProblem.OVERLOADED),
                Arguments.of(StubLocalAi.opaque(500), ModelProblem.SERVER_ERROR),
                Arguments.of(StubLocalAi.slow(StubLocalAi.status(200)), ModelProblem.TIMEOUT),
                Arguments.of(StubLocalAi.stalledBody(), ModelProblem.TIMEOUT),
                Arguments.of(StubLocalAi.cutOffBody(), ModelProblem.CUT_OFF),
                Arguments.of(StubLocalAi.body("not json"), ModelProblem.BROKEN_REPLY),
                Arguments.of(StubLocalAi.body("{}"), ModelProblem.BROKEN_REPLY),
                Arguments.of(StubLocalAi.body("{\"choices\":[]}"), ModelProblem.BROKEN_REPLY),
                Arguments.of(StubLocalAi.body("x".repeat(2 << 20)), ModelProblem.BROKEN_REPLY));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldNameTheProblemAndAskOnlyOnce(Reaction fault, ModelProblem problem) {
        // Given
        server.then(fault);
        Model model = model(server.url(), null, null, Duration.ofMillis(700));

        // When / Then
        assertThatThrownBy(() -> model.ask(QUESTION))
                .asInstanceOf(type(ModelException.class))
                .satisfies(e -> {
                    assertThat(e.problem()).isEqualTo(problem);
                    assertThat(e).hasMessageNotContaining("not json").hasMessageNotContaining("found");
                });
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldKeepTheTimeThatTheServerAsksFor() {
        // Given
        server.then(StubLocalAi.unavailable(17));
        Model model = model(server.url(), null, null, Duration.ofSeconds(10));

        // When / Then
        assertThatThrownBy(() -> model.ask(QUESTION))
                .asInstanceOf(type(ModelException.class))
                .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(17)));
    }

    @Test
    void shouldBeUnreachableWhenNothingListens() {
        // Given
        URI url = server.url();
        server.close();
        Model model = model(url, null, null, Duration.ofSeconds(10));

        // When / Then
        assertThatThrownBy(() -> model.ask(QUESTION))
                .asInstanceOf(type(ModelException.class))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(ModelProblem.UNREACHABLE));
    }

    private static Model model(URI url, @Nullable String key, @Nullable String effort, Duration timeout) {
        return new OpenAiModel(
                new ModelSettings(url, StubLocalAi.MODEL, "localai", key, 0.2, 500, timeout, effort),
                Clock.systemUTC());
    }
}
