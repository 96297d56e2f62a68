package dev.faultstream.service.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The settings of a service, read and checked. Immutable. Its text shows no values. */
public final class Config {
    private final Map<String, Object> values;
    private final Map<String, String> free;
    private final Set<String> known;
    private final Map<String, Set<String>> named;

    Config(Set<String> known, Map<String, Object> values, Map<String, String> free, Map<String, Set<String>> named) {
        this.known = Set.copyOf(known);
        this.values = Map.copyOf(values);
        this.free = Map.copyOf(free);
        this.named = Map.copyOf(named);
    }

    /**
     * The value of a setting that has a default or must be set.
     *
     * @throws IllegalStateException if it has none, which is a mistake in the program
     */
    public <T> T get(ConfigKey<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException(key.name() + " has no value and no default"));
    }

    /** The value of a setting, empty when it has none. */
    @SuppressWarnings("unchecked") // a value is stored under the key that parsed it
    public <T> Optional<T> find(ConfigKey<T> key) {
        if (!known.contains(key.name())) {
            throw new IllegalStateException(key.name() + " is not in the table that was read");
        }
        return Optional.ofNullable((T) values.get(key.name()));
    }

    /** The values of a family of settings by their names without the family's prefix. May hold secrets. */
    public Map<String, String> free(String prefix) {
        Map<String, String> family = new TreeMap<>();
        free.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                family.put(name.substring(prefix.length()), value);
            }
        });
        return family;
    }

    /** The names that the operator has given to things of a family, in order. */
    public SortedSet<String> names(NamedKeys family) {
        return new TreeSet<>(named.getOrDefault(family.prefix(), Set.of()));
    }

    @Override
    public String toString() {
        return "Config" + new TreeMap<>(values).keySet();
    }
}
