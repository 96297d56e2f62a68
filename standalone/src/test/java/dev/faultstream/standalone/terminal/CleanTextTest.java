package dev.faultstream.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\u0007", "\u009b", "\u0000", "\u202e", "\u2066", "\u200b", "\u2028", "\u007f"})
    void shouldDropWhatCouldDriveOrDeceiveTheTerminal(String hostile) {
        // When
        String clean = CleanText.of("a" + hostile + "[31mb");

        // Then
        assertThat(clean).isEqualTo("a[31mb");
    }

    @Test
    void shouldBeOneLineWhenTheTextHasSeveral() {
        // When
        String clean = CleanText.of("first\r\n\tsecond\nthird");

        // Then
        assertThat(clean).isEqualTo("first second third");
    }

    @Test
    void shouldKeepWhatIsWrittenInAnyLanguage() {
        // Given
        String text = "镜像无法拉取 → größer 🙂";

        // When
        String clean = CleanText.of(text);

        // Then
        assertThat(clean).isEqualTo(text);
    }
}
