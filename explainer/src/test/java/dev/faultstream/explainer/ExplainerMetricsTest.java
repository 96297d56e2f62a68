package dev.faultstream.explainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.explainer.model.ModelProblem;
import dev.faultstream.explainer.model.ModelReply;
import dev.faultstream.explainer.work.Outcome;
import dev.faultstream.explainer.work.SkipReason;
import dev.faultstream.service.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExplainerMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ExplainerMetrics metrics = new ExplainerMetrics(new Meters(registry), "localai", "qwen3");

    @Test
    void shouldMeasureCallsAndTokensUnderOpenTelemetrysNames() {
        // When
        metrics.replied(new ModelReply("text", false, 300, 40, 2500));
        metrics.replied(new ModelReply("text", false, null, null, 500));
        metrics.failed(ModelProblem.OVERLOADED, 10);

        // Then
        assertThat(registry.get("gen_ai.client.operation.duration")
                        .tags(
                                "gen_ai.operation.name", "chat",
                                "gen_ai.provider.name", "localai",
                                "gen_ai.request.model", "qwen3",
                                "error.type", "")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(3000);
        assertThat(registry.get("gen_ai.client.operation.duration")
                        .tags("error.type", "overloaded")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("gen_ai.client.token.usage")
                        .tags("gen_ai.token.type", "input")
                        .summary()
                        .totalAmount())
                .isEqualTo(300);
        assertThat(registry.get("gen_ai.client.token.usage")
                        .tags("gen_ai.token.type", "output")
                        .summary()
                        .totalAmount())
                .isEqualTo(40);
    }

    @Test
    void shouldCountOutcomesByReason() {
        // When
        metrics.concluded(new Outcome.Skipped(SkipReason.CACHED));
        metrics.concluded(new Outcome.Skipped(SkipReason.CACHED));
        metrics.concluded(new Outcome.Unavailable("model-timeout"));

        // Then
        assertThat(registry.get("explainer.failures")
                        .tags("outcome", "skipped", "reason", "cached")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("explainer.failures")
                        .tags("outcome", "unavailable", "reason", "model-timeout")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
