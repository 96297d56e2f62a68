package dev.faultstream.service.config;

import java.util.function.Function;

/** A value type made of a name and a parser. */
record TextType<T>(String describe, Function<String, T> parser) implements ValueType<T> {
    @Override
    public T parse(String text) {
        return parser.apply(text.strip());
    }
}
