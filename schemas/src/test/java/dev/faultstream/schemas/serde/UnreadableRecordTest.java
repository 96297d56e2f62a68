package dev.faultstream.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableRecordTest {
    private static final String SECRET = "hunter2";

    private static Stream<Arguments> unreadable() {
        List<Serde<?>> serdes = List.of(
                FaultstreamSerdes.snapshot(),
                FaultstreamSerdes.failure(),
                FaultstreamSerdes.explanation(),
                FaultstreamSerdes.explainedFailure());
        List<String> texts = List.of(
                "",
                SECRET,
                "null",
                "[]",
                "\"" + SECRET + "\"",
                "{\"" + SECRET,
                "{\"cluster\":\"" + SECRET + "\"}",
                "{\"id\":\"f-1\",\"severity\":\"" + SECRET + "\"}",
                "{\"id\":\"f-1\",\"revision\":\"" + SECRET + "\"}",
                "{\"cluster\":\"c\",\"event\":\"heartbeat\",\"observedAt\":\"" + SECRET + "\"}",
                "{\"cluster\":\"c\",\"event\":\"" + SECRET + "\",\"observedAt\":\"2026-01-01T00:00:00Z\"}",
                "{\"cluster\":\"c\",\"event\":\"heartbeat\",\"observedAt\":\"2026-01-01T00:00:00Z\"} " + SECRET,
                "{\"cluster\":\"c\",\"event\":\"heartbeat\",\"observedAt\":\"2026-01-01T00:00:00Z\"",
                "{\"cluster\":\"c\",\"event\":\"snapshot\",\"observedAt\":\"2026-01-01T00:00:00Z\",\"epoch\":1,"
                        + "\"resource\":\"" + SECRET + "\"}",
                "{\"cluster\":\"c\",\"event\":\"synced\",\"observedAt\":\"2026-01-01T00:00:00Z\",\"epoch\":1}",
                "{\"key\":\"e-1\",\"solution\":\"" + SECRET + "\"}");
        return serdes.stream().flatMap(serde -> texts.stream().map(text -> Arguments.of(serde, text)));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void shouldNotQuoteWhatItCannotRead(Serde<?> serde, String text) {
        assertThatThrownBy(() -> serde.deserializer().deserialize("any", text.getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class)
                .satisfies(problem -> assertThat(stackTrace(problem)).doesNotContain(SECRET));
    }

    @Test
    void shouldReadAndWriteNullAsTombstone() {
        assertThat(FaultstreamSerdes.failure().serializer().serialize("any", null))
                .isNull();
        assertThat(FaultstreamSerdes.failure().deserializer().deserialize("any", null))
                .isNull();
        assertThat(FaultstreamSerdes.snapshot().serializer().serialize("any", null))
                .isNull();
        assertThat(FaultstreamSerdes.snapshot().deserializer().deserialize("any", null))
                .isNull();
    }

    @Test
    void shouldWriteSchemaVersionOnceWhenHeadersAreReused() {
        // Given
        Headers headers = new RecordHeaders();
        // When
        FaultstreamSerdes.failure().serializer().serialize("any", headers, null);
        FaultstreamSerdes.snapshot().serializer().serialize("any", headers, null);
        // Then
        assertThat(headers.headers("schema")).singleElement().satisfies(header -> assertThat(
                        new String(requireNonNull(header.value()), UTF_8))
                .isEqualTo("1"));
    }

    private static String stackTrace(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
