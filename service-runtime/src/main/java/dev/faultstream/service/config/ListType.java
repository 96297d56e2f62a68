package dev.faultstream.service.config;

import java.util.Arrays;
import java.util.List;

/** Items separated by commas, or a sequence of a configuration file. Empty items are left out. */
record ListType<T>(ValueType<T> item) implements ValueType<List<T>> {
    @Override
    public List<T> parse(String text) {
        return parseItems(Arrays.asList(text.split(",", -1)));
    }

    @Override
    public List<T> parseItems(List<String> items) {
        return items.stream().filter(text -> !text.isBlank()).map(item::parse).toList();
    }

    @Override
    public String describe() {
        return "list of " + item.describe();
    }
}
