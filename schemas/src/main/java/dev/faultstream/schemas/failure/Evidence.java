package dev.faultstream.schemas.failure;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a failure was concluded from, in the cluster's own words.
 *
 * @param type where it was read
 * @param text the words; data, not to be trusted or run
 * @param at when it was said; null when the API does not tell
 */
public record Evidence(Type type, String text, @Nullable Instant at) {
    /** The longest text that is kept, in characters. */
    public static final int TEXT_LIMIT = 1024;

    public Evidence {
        requireNonNull(type, "type");
        requireNonNull(text, "text");
        text = text.length() <= TEXT_LIMIT ? text : cut(text) + "…";
    }

    private static String cut(String text) {
        int end = Character.isHighSurrogate(text.charAt(TEXT_LIMIT - 2)) ? TEXT_LIMIT - 2 : TEXT_LIMIT - 1;
        return text.substring(0, end);
    }

    /** Where evidence comes from. */
    public enum Type {
        @JsonProperty("event")
        EVENT,
        @JsonProperty("condition")
        CONDITION,
        /** A field of the object; also what an unknown type is read as. */
        @JsonEnumDefaultValue
        @JsonProperty("field")
        FIELD,
        @JsonProperty("log")
        LOG
    }
}
