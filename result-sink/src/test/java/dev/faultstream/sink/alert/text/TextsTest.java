package dev.faultstream.sink.alert.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultstream.schemas.remedy.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void shouldHaveEveryTextInEveryLanguage(String language) {
        // Given
        Texts texts = Texts.in(language);

        // Then
        for (TextKey key : TextKey.values()) {
            assertThat(texts.text(key)).as(key.key()).isNotBlank();
        }
    }

    @Test
    void shouldTakeSomeTextsFromAFile() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("t.properties"), "objects.more=+{count}\nchat.rule=Règle\n");

        // When
        Texts texts = Texts.in("en").with(file);

        // Then
        assertThat(texts.text(TextKey.OBJECTS_MORE, Map.of("count", "3"))).isEqualTo("+3");
        assertThat(texts.text(TextKey.CHAT_RULE)).isEqualTo("Règle");
        assertThat(texts.text(TextKey.CHAT_CLUSTER)).isEqualTo("Cluster");
    }

    @Test
    void shouldNameWhatIsWrongInAFile() throws Exception {
        Path unknown = Files.writeString(folder.resolve("a.properties"), "chat.titel=x\n");
        assertThatThrownBy(() -> Texts.in("en").with(unknown)).hasMessage("there is no text chat.titel");
        Path brace = Files.writeString(folder.resolve("b.properties"), "chat.open={secret}\n");
        assertThatThrownBy(() -> Texts.in("en").with(brace)).hasMessage("{secret} cannot stand in chat.open");
    }

    @Test
    void shouldOnlyLinkToPages() {
        assertThatThrownBy(() -> new LinkTemplate(new Template("javascript:alert({id})")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinkTemplate(new Template("https://x/{what}")))
                .hasMessage("{what} cannot stand in a link");
    }

    @Test
    void shouldNotCutThroughACharacter() {
        assertThat(PlainText.cut("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(PlainText.cut("ab😀cd", 5)).isEqualTo("ab😀…");
        assertThat(PlainText.clean("a\uD800b\u200B")).isEqualTo("a\uFFFDb");
    }
}
