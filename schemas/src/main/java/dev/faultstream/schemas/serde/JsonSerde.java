package dev.faultstream.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.faultstream.schemas.topic.RecordHeaders;
import java.io.IOException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A record type as JSON; null is null both ways (a tombstone). Writes the header {@link RecordHeaders#SCHEMA}.
 * Thread-safe.
 *
 * @param <T> the record type
 */
final class JsonSerde<T> implements Serde<T> {
    private final Class<T> type;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    JsonSerde(Class<T> type) {
        this.type = type;
        this.writer = Json.mapper().writerFor(type);
        this.reader = Json.mapper().readerFor(type).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @Override
    public Serializer<T> serializer() {
        return new Serializer<>() {
            @Override
            public byte @Nullable [] serialize(String topic, @Nullable T data) {
                return data == null ? null : write(data);
            }

            @Override
            public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T data) {
                RecordHeaders.putSchemaVersion(headers);
                return serialize(topic, data);
            }
        };
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, data) -> data == null ? null : read(data);
    }

    private byte[] write(T data) {
        try {
            return writer.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw JsonProblems.unwritable(type.getSimpleName(), e);
        }
    }

    private T read(byte[] data) {
        try {
            T value = reader.readValue(data);
            if (value == null) {
                throw new IllegalArgumentException("the JSON null is no record");
            }
            return value;
        } catch (IOException | IllegalArgumentException e) {
            throw JsonProblems.unreadable(type.getSimpleName(), e);
        }
    }
}
