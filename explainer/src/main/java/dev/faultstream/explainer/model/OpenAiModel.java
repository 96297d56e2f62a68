package dev.faultstream.explainer.model;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A model behind an OpenAI-compatible server, LocalAI above all. It sends one request a question, never repeats it by
 * itself, and never follows a server's word about its own faults: their texts are dropped, they may quote the prompt.
 */
public final class OpenAiModel implements Model {
    private final OpenAiChatModel chat;
    private final Clock clock;

    public OpenAiModel(ModelSettings settings, Clock clock) {
        this.clock = clock;
        this.chat = OpenAiChatModel.builder()
                .httpClientBuilder(new ChatTransportBuilder(clock))
                .baseUrl(settings.baseUrl().toString())
                .apiKey(settings.apiKey())
                .modelName(settings.name())
                .temperature(settings.temperature())
                .maxTokens(settings.maxTokens())
                .timeout(settings.timeout())
                .reasoningEffort(settings.reasoningEffort())
                .responseFormat(AnswerSchema.FORMAT)
                .strictJsonSchema(true)
                .maxRetries(0)
                .build();
    }

    @Override
    public ModelReply ask(Question question) {
        long start = clock.millis();
        try {
            ChatResponse response = chat.chat(ChatRequest.builder()
                    .messages(SystemMessage.from(question.system()), UserMessage.from(question.user()))
                    .build());
            return reply(response, Math.max(0, clock.millis() - start));
        } catch (RuntimeException e) {
            throw problem(e);
        }
    }

    private static ModelReply reply(ChatResponse response, long latencyMillis) {
        @Nullable String text = response.aiMessage().text();
        @Nullable TokenUsage usage = response.tokenUsage();
        return new ModelReply(
                text == null ? "" : text,
                response.finishReason() == FinishReason.LENGTH,
                usage == null ? null : usage.inputTokenCount(),
                usage == null ? null : usage.outputTokenCount(),
                latencyMillis);
    }

    private static ModelException problem(RuntimeException e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof ModelException known) {
                return known;
            }
            if (at instanceof HttpStatusException status) {
                @Nullable Duration retryAfter = status.retryAfter();
                return new ModelException(
                        ModelProblem.ofStatus(status.statusCode()), "HTTP status " + status.statusCode(), retryAfter);
            }
        }
        return new ModelException(
                ModelProblem.BROKEN_REPLY,
                "the reply is not a chat completion: " + e.getClass().getSimpleName());
    }
}
