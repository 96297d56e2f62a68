package dev.faultstream.sink.alert.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.remedy.Template;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.sink.alert.FailureSample;
import dev.faultstream.sink.alert.FakeReceiver;
import dev.faultstream.sink.alert.Notice;
import dev.faultstream.sink.alert.http.Credentials;
import dev.faultstream.sink.alert.http.HttpPoster;
import dev.faultstream.sink.alert.http.TlsFiles;
import dev.faultstream.sink.alert.text.Language;
import dev.faultstream.sink.alert.text.LinkTemplate;
import dev.faultstream.sink.join.Transition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatDeliveryTest {
    private static final FailureSample WEB = FailureSample.of("f");

    private final FakeReceiver receiver = new FakeReceiver();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void shouldSayWhatWhyAndWhatToDo() throws Exception {
        // When
        JsonNode message = post(null, null, WEB.notice(Transition.OPENED));

        // Then
        assertThat(message.get("title").asText()).isEqualTo("[critical] Deployment shop/f-web");
        assertThat(message.get("title_link").asText()).isEqualTo("https://console.example/f");
        assertThat(message.get("text").asText())
                .isEqualTo("Image registry.example/web:1 does not exist\nThe image does not exist.");
        assertThat(message.get("color").asText()).isEqualTo("#d40e0d");
        assertThat(fields(message))
                .containsExactly(
                        "What to do: 1. Check the tag: `kubectl describe pod`\n2. Push it.",
                        "Affected objects: 60",
                        "Cluster: shop-1",
                        "Rule: pod.image-not-found");
    }

    @Test
    void shouldSayHowLongItLastedWhenItIsResolved() throws Exception {
        // When
        JsonNode message = post(null, null, WEB.resolved().notice(Transition.RESOLVED));

        // Then
        assertThat(message.get("title").asText()).isEqualTo("[resolved] Deployment shop/f-web");
        assertThat(message.get("text").asText()).endsWith("Resolved after 2 min 0 s: recovered.");
        assertThat(message.get("color").asText()).isEqualTo("#2eb67d");
        assertThat(fields(message)).noneMatch(field -> field.startsWith("What to do"));
    }

    @Test
    void shouldSpeakTheLanguageOfTheFailureOrTheOneAskedFor() throws Exception {
        assertThat(post(null, null, WEB.language("zh").notice(Transition.OPENED))
                        .get("title")
                        .asText())
                .isEqualTo("[严重] Deployment shop/f-web");
        assertThat(post("zh", null, WEB.resolved().notice(Transition.RESOLVED))
                        .get("text")
                        .asText())
                .endsWith("已解决，持续 2 分 0 秒：已恢复。");
        assertThat(post("en", null, WEB.language("zh").notice(Transition.OPENED))
                        .get("title")
                        .asText())
                .startsWith("[critical]");
    }

    @Test
    void shouldTakeTextsFromAFile() throws Exception {
        // Given
        Path texts = Files.writeString(folder.resolve("t.properties"), "chat.title.opened=*{kind}* {name} ({rule})\n");

        // Then
        assertThat(post(null, texts, WEB.notice(Transition.OPENED)).get("title").asText())
                .isEqualTo("*Deployment* f-web (pod.image-not-found)");
    }

    @Test
    void shouldSayThatItIsStillOpenWhenItIsToldAgain() throws Exception {
        // Given
        Notice notice = WEB.startingAs(Severity.WARNING).notice(Transition.CHANGED);
        Notice again = new Notice(
                notice.transition(),
                true,
                notice.explained(),
                notice.worst(),
                notice.eventId(),
                notice.source(),
                notice.subject(),
                notice.time(),
                null);

        // Then
        assertThat(post(null, null, again).get("title").asText())
                .isEqualTo("[warning, still open] Deployment shop/f-web");
    }

    @Test
    void shouldMakeWhatComesFromAClusterHarmless() throws Exception {
        // Given
        FailureSample evil = WEB.message("<!channel> <https://evil.example|ok> & @here ![x](https://evil.example/p.png)"
                + " {duration} app@sha256:12 \u202Egnp\u0007\r\n# title");

        // When
        String text =
                post(null, null, evil.notice(Transition.CHANGED)).get("text").asText();

        // Then
        assertThat(text)
                .startsWith("&lt;!channel&gt; &lt;https://evil.example|ok&gt; &amp; @\u200Bhere"
                        + " ![x]\u200B(https://evil.example/p.png) {duration} app@sha256:12 gnp # title\n");
    }

    @Test
    void shouldCutWhatIsTooLong() throws Exception {
        // When
        String text = post(null, null, WEB.message("x".repeat(5_000)).notice(Transition.CHANGED))
                .get("text")
                .asText();

        // Then
        assertThat(text).hasSizeLessThan(1_100).contains("x…\n");
    }

    private JsonNode post(@Nullable String language, @Nullable Path texts, Notice notice) throws Exception {
        HttpPoster poster =
                new HttpPoster("test", new Credentials.None(), TlsFiles.NONE, Duration.ofSeconds(5), Clock.systemUTC());
        ChatSettings settings = new ChatSettings(
                receiver.url("/hook"),
                Duration.ZERO,
                new LinkTemplate(new Template("https://console.example/{id}")),
                Language.of(language, texts));
        try (ChatDelivery delivery = new ChatDelivery(settings, poster)) {
            delivery.deliver(List.of(notice));
        }
        List<FakeReceiver.Request> taken = receiver.taken();
        return Json.mapper().readTree(taken.get(taken.size() - 1).body()).at("/attachments/0");
    }

    private static List<String> fields(JsonNode message) {
        List<String> fields = new ArrayList<>();
        message.get("fields")
                .forEach(field -> fields.add(
                        field.get("title").asText() + ": " + field.get("value").asText()));
        return fields;
    }
}
