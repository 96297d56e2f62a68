package dev.faultstream.service.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All settings of a service: the one place that says which there are. Immutable; tables are put together with
 * {@link #and}.
 *
 * @param keys the settings, in the order in which they are documented
 * @param freeKeys families of settings whose names are not known here
 * @param namedKeys settings of things that the operator names
 * @param rules what settings must satisfy together
 */
public record ConfigTable(
        List<ConfigKey<?>> keys, List<FreeKeys> freeKeys, List<NamedKeys> namedKeys, List<Rule> rules) {
    public ConfigTable {
        keys = distinct(keys);
        freeKeys = List.copyOf(freeKeys);
        namedKeys = List.copyOf(namedKeys);
        rules = List.copyOf(rules);
    }

    /** A table of these keys. */
    public static ConfigTable of(ConfigKey<?>... keys) {
        return new ConfigTable(List.of(keys), List.of(), List.of(), List.of());
    }

    /** Both tables as one. A key that stands in both must be the same one. */
    public ConfigTable and(ConfigTable other) {
        return new ConfigTable(
                join(keys, other.keys),
                join(freeKeys, other.freeKeys).stream().distinct().toList(),
                join(namedKeys, other.namedKeys).stream().distinct().toList(),
                join(rules, other.rules).stream().distinct().toList());
    }

    /** The table with a family of settings whose names are not known here. */
    public ConfigTable withFree(String prefix, String doc) {
        return and(new ConfigTable(List.of(), List.of(new FreeKeys(prefix, doc)), List.of(), List.of()));
    }

    /** The table with the settings of things that the operator names. */
    public ConfigTable withNamed(NamedKeys family) {
        return and(new ConfigTable(List.of(), List.of(), List.of(family), List.of()));
    }

    /**
     * The table with something that settings must satisfy together; looked at once each of them is right by itself.
     *
     * @param blamed the key that a violation names
     * @param expectation what is expected, for example {@code must be at least explainer.timeout}
     */
    public ConfigTable withRule(ConfigKey<?> blamed, String expectation, Predicate<Config> holds) {
        return and(new ConfigTable(List.of(), List.of(), List.of(), List.of(new Rule(blamed, expectation, holds))));
    }

    private static List<ConfigKey<?>> distinct(List<ConfigKey<?>> keys) {
        Map<String, ConfigKey<?>> byName = new LinkedHashMap<>();
        for (ConfigKey<?> key : keys) {
            ConfigKey<?> other = byName.putIfAbsent(key.name(), key);
            if (other != null && !other.equals(key)) {
                throw new IllegalArgumentException("two settings are called " + key.name());
            }
        }
        return List.copyOf(byName.values());
    }

    private static <T> List<T> join(List<? extends T> first, List<? extends T> second) {
        List<T> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    /** What settings must satisfy together. */
    public record Rule(ConfigKey<?> blamed, String expectation, Predicate<Config> holds) {}
}
