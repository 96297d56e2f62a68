package dev.faultstream.service.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from, weakest first: the file, the environment, the flags.
 *
 * @param file a YAML ({@code .yaml}, {@code .yml}, {@code .json}) or properties file; null for none
 * @param environment environment variables; only those that start with {@link #ENVIRONMENT_PREFIX} are looked at
 * @param flags values by key, as given on the command line
 */
public record ConfigSources(@Nullable Path file, Map<String, String> environment, Map<String, String> flags) {
    /** What the names of Faultstream's environment variables start with. */
    public static final String ENVIRONMENT_PREFIX = "FAULTSTREAM_";
    /** The flag that names the configuration file; its environment variable is {@code FAULTSTREAM_CONFIG}. */
    public static final String FILE_FLAG = "config";

    public ConfigSources {
        environment = Map.copyOf(environment);
        flags = new LinkedHashMap<>(flags);
    }

    /** Sources whose file is the one that the flag {@code config}, else {@code FAULTSTREAM_CONFIG}, names. */
    public static ConfigSources of(Map<String, String> environment, Map<String, String> flags) {
        Map<String, String> others = new TreeMap<>(flags);
        String file = others.remove(FILE_FLAG);
        if (file == null) {
            file = environment.get(ConfigKey.environmentName(FILE_FLAG));
        }
        return new ConfigSources(file == null || file.isBlank() ? null : Path.of(file), environment, others);
    }

    /** Without values, which may be secrets. */
    @Override
    public String toString() {
        return "ConfigSources[file=" + file + ", flags=" + flags.keySet() + "]";
    }
}
