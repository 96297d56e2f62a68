package dev.faultstream.service.config;

import java.util.List;

/**
 * How the text of a setting becomes a value.
 *
 * @param <T> the value's type; immutable
 */
public interface ValueType<T> {
    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text has another form; its message says what is expected ("must be …")
     *     and does not quote the text
     */
    T parse(String text);

    /** What a person reads about it: {@code duration}, {@code list of string}, {@code text | json}. */
    String describe();

    /**
     * Reads a value that a configuration file gives as a sequence; only lists take more than one item.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    default T parseItems(List<String> items) {
        throw new IllegalArgumentException("must be a single " + describe() + ", not a list");
    }
}
