package dev.faultstream.sink.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultstream.sink.Samples;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class PublishedSerdeTest {
    private final PublishedSerde serde = new PublishedSerde();

    @Test
    void shouldReadWhatItWrote() {
        // Given
        Published published = new Published(Samples.open("f-1", 3), Samples.explanation(Samples.KEY, "No image."));

        // When
        byte[] bytes = serde.serializer().serialize("store", published);

        // Then
        assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(published);
        assertThat(serde.serializer().serialize("store", null)).isNull();
        assertThat(serde.deserializer().deserialize("store", null)).isNull();
    }

    @Test
    void shouldReadAStoreOfALaterReleaseThatHasMoreFields() {
        // Given
        Published published = new Published(Samples.open("f-1", 3), null);
        String json = new String(serde.serializer().serialize("store", published), UTF_8);

        // When
        String later = json.substring(0, json.length() - 1) + ",\"more\":{\"x\":1}}";

        // Then
        assertThat(serde.deserializer().deserialize("store", later.getBytes(UTF_8)))
                .isEqualTo(published);
    }

    @Test
    void shouldSayThatItCannotReadSomethingElse() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serde.deserializer().deserialize("store", new byte[] {'['}));
    }
}
