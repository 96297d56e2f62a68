package dev.faultstream.standalone;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of several services that run in one process: each is given those that it knows.
 *
 * @param environment environment variables
 * @param values values by key; they win over the environment
 */
public record ServiceSettings(Map<String, String> environment, Map<String, String> values) {
    public ServiceSettings {
        environment = Map.copyOf(environment);
        values = Map.copyOf(values);
    }

    /** The same with one more value, in place of an earlier one of the key; unchanged for null. */
    public ServiceSettings with(String key, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value.toString());
        return new ServiceSettings(environment, more);
    }

    /** The same with all these. */
    public ServiceSettings with(Map<String, String> others) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.putAll(others);
        return new ServiceSettings(environment, more);
    }

    /**
     * The settings of a table.
     *
     * @throws ConfigException with everything that is wrong with them
     */
    public Config read(ConfigTable table) {
        Map<String, String> known = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (isKnown(table, key)) {
                known.put(key, value);
            }
        });
        return ConfigReader.read(table, new ConfigSources(null, environment, known));
    }

    /**
     * Makes sure that each key stands in one of the tables.
     *
     * @throws ConfigException with those that do not
     */
    public void requireKnown(List<ConfigTable> tables) {
        List<Violation> unknown = values.keySet().stream()
                .filter(key -> tables.stream().noneMatch(table -> isKnown(table, key)))
                .sorted()
                .map(key -> new Violation(key, "is unknown", null))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ConfigException(unknown);
        }
    }

    private static boolean isKnown(ConfigTable table, String key) {
        return table.keys().stream().anyMatch(known -> known.name().equals(key) || isFileOf(known, key))
                || table.namedKeys().stream().anyMatch(family -> family.matches(key))
                || table.freeKeys().stream().anyMatch(family -> key.startsWith(family.prefix()));
    }

    private static boolean isFileOf(ConfigKey<?> known, String key) {
        return known.isSecret() && key.equals(known.name() + ConfigKey.FILE_SUFFIX);
    }

    /** Without values, which may be secrets. */
    @Override
    public String toString() {
        return "ServiceSettings" + values.keySet();
    }
}
