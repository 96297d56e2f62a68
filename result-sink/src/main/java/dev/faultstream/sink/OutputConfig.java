package dev.faultstream.sink;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigKey;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one output.
 *
 * @param config all settings
 * @param name what the operator calls the output
 */
record OutputConfig(Config config, String name) {
    <T> T get(ConfigKey<T> key) {
        return config.get(OutputKeys.FAMILY.of(name, key));
    }

    <T> @Nullable T find(ConfigKey<T> key) {
        return config.find(OutputKeys.FAMILY.of(name, key)).orElse(null);
    }

    /** A file that can be read; null when none is set. */
    @Nullable
    Path readable(ConfigKey<Path> key) {
        Path file = find(key);
        if (file != null && !Files.isReadable(file)) {
            throw wrong(key, "names a file that cannot be read: \"" + file + "\"", null);
        }
        return file;
    }

    /** What is thrown about one of them. */
    ConfigException wrong(ConfigKey<?> key, String problem, @Nullable Exception cause) {
        ConfigKey<?> full = OutputKeys.FAMILY.of(name, key);
        return cause == null ? ConfigException.of(full, problem) : ConfigException.of(full, problem, cause);
    }

    /** Without the values, which may be secrets. */
    @Override
    public String toString() {
        return "OutputConfig[" + name + "]";
    }
}
