package dev.faultstream.sink.join;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.faultstream.schemas.serde.Json;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** {@link Published} as JSON in its store: fields may be added, so old stores stay readable. */
final class PublishedSerde implements Serde<Published> {
    @Override
    public Serializer<Published> serializer() {
        return (topic, published) -> write(published);
    }

    @Override
    public Deserializer<Published> deserializer() {
        return (topic, bytes) -> read(bytes);
    }

    private static byte @Nullable [] write(@Nullable Published published) {
        try {
            return published == null ? null : Json.mapper().writeValueAsBytes(published);
        } catch (JsonProcessingException e) {
            throw new SerializationException("cannot write what was published", e);
        }
    }

    private static @Nullable Published read(byte @Nullable [] bytes) {
        try {
            return bytes == null ? null : Json.mapper().readValue(bytes, Published.class);
        } catch (IOException e) {
            throw new SerializationException("cannot read what was published", e);
        }
    }
}
