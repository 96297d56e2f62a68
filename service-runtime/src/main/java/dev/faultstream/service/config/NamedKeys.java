package dev.faultstream.service.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of which there is one set for each of several things that the operator names, such as
 * {@code outputs.on-call.type}. Names are of lower-case letters, digits and dashes.
 *
 * @param prefix what all of them start with, with a dot at the end
 * @param keys the settings of one thing, by their names after the thing's
 */
public record NamedKeys(String prefix, List<ConfigKey<?>> keys) {
    /** What stands for the thing's name in documentation. */
    public static final String PLACEHOLDER = "NAME";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    public NamedKeys {
        if (!prefix.endsWith(".")) {
            throw new IllegalArgumentException("prefix must end with a dot: " + prefix);
        }
        keys = List.copyOf(keys);
    }

    /** A setting of the thing of this name. */
    public <T> ConfigKey<T> of(String name, ConfigKey<T> key) {
        return new ConfigKey<>(
                prefix + name + '.' + key.name(),
                key.type(),
                key.defaultText(),
                key.required(),
                key.isSecret(),
                key.checks(),
                key.doc());
    }

    /** Whether this is the full name of one of these settings, or of a secret's file. */
    public boolean matches(String fullName) {
        return nameIn(fullName).isPresent();
    }

    /** All settings of the thing of this name. */
    List<ConfigKey<?>> all(String name) {
        List<ConfigKey<?>> all = new ArrayList<>();
        keys.forEach(key -> all.add(of(name, key)));
        return all;
    }

    /** The thing that a setting is one of; empty for one that is not of this family. */
    Optional<String> nameIn(String fullName) {
        return nameBeforeKey(fullName)
                .filter(name -> tails().contains(fullName.substring(prefix.length() + name.length() + 1)));
    }

    /** The thing's name in a setting whose own name may be wrong. */
    Optional<String> nameBeforeKey(String fullName) {
        int dot = fullName.startsWith(prefix) ? fullName.indexOf('.', prefix.length()) : -1;
        return dot < 0
                ? Optional.empty()
                : Optional.of(fullName.substring(prefix.length(), dot))
                        .filter(name -> NAME.matcher(name).matches());
    }

    /** The setting that an environment variable means: the longest known end of its name, and the thing before it. */
    Optional<String> keyOf(String variable) {
        String start = environmentPrefix();
        return tails().stream()
                .filter(tail -> variable.startsWith(start)
                        && variable.endsWith('_' + environmentTail(tail))
                        && variable.length() > start.length() + tail.length() + 1)
                .max(Comparator.comparingInt(String::length))
                .map(tail -> prefix
                        + variable.substring(start.length(), variable.length() - tail.length() - 1)
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')
                        + '.'
                        + tail)
                .filter(this::matches);
    }

    String environmentPrefix() {
        return ConfigKey.environmentName(prefix);
    }

    private List<String> tails() {
        List<String> tails = new ArrayList<>();
        for (ConfigKey<?> key : keys) {
            tails.add(key.name());
            if (key.isSecret()) {
                tails.add(key.name() + ConfigKey.FILE_SUFFIX);
            }
        }
        return tails;
    }

    private static String environmentTail(String tail) {
        return tail.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
