package dev.faultstream.schemas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceTest {
    @Test
    void shouldKeepTextThatFits() {
        String text = "a".repeat(Evidence.TEXT_LIMIT);
        assertThat(new Evidence(Evidence.Type.EVENT, text, null).text()).isEqualTo(text);
    }

    @Test
    void shouldCutTextWithoutTearingACharacter() {
        // Given
        String text = "a".repeat(Evidence.TEXT_LIMIT - 2) + "🚢🚢🚢";
        // When
        String kept = new Evidence(Evidence.Type.EVENT, text, null).text();
        // Then
        assertThat(kept).isEqualTo("a".repeat(Evidence.TEXT_LIMIT - 2) + "…");
        assertThat(new Evidence(Evidence.Type.EVENT, kept, null).text()).isEqualTo(kept);
    }
}
