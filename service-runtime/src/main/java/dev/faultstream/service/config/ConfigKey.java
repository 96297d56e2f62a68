package dev.faultstream.service.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its name, how it is read and checked, and what it is for. Made once as a constant and put into a
 * {@link ConfigTable}; immutable.
 *
 * @param <T> the type of its value
 * @param name dotted kebab-case, for example {@code kafka.bootstrap-servers}
 * @param type how its text is read
 * @param defaultText the text that counts when nobody sets it; null for none
 * @param required whether it must be set when it has no default
 * @param isSecret whether its value must not be shown; it can then also be given by the file that {@code NAME-file}
 *     names
 * @param checks what its value must satisfy
 * @param doc one sentence for a person
 */
public record ConfigKey<T>(
        String name,
        ValueType<T> type,
        @Nullable String defaultText,
        boolean required,
        boolean isSecret,
        List<Check<T>> checks,
        String doc) {
    /** What is added to the name of a secret for the key that names its file. */
    public static final String FILE_SUFFIX = "-file";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*");

    public ConfigKey {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must be dotted kebab-case: " + name);
        }
        checks = List.copyOf(checks);
    }

    /** A setting that need not be set and has no default. */
    public static <T> ConfigKey<T> of(String name, ValueType<T> type, String doc) {
        return new ConfigKey<>(name, type, null, false, false, List.of(), doc);
    }

    /** A setting whose value must not be shown; it can also be given as a file by {@code name-file}. */
    public static ConfigKey<Secret> secret(String name, String doc) {
        return new ConfigKey<>(name, ValueTypes.secret(), null, false, true, List.of(), doc);
    }

    /** The same setting with a default. */
    public ConfigKey<T> withDefault(String text) {
        return new ConfigKey<>(name, type, text, false, isSecret, checks, doc);
    }

    /** The same setting, which must be set. */
    public ConfigKey<T> mustBeSet() {
        return new ConfigKey<>(name, type, null, true, isSecret, checks, doc);
    }

    /**
     * The same setting with one more check.
     *
     * @param expectation what is expected, for example {@code must be positive}
     */
    public ConfigKey<T> check(String expectation, Predicate<T> holds) {
        List<Check<T>> more = new ArrayList<>(checks);
        more.add(new Check<>(expectation, holds));
        return new ConfigKey<>(name, type, defaultText, required, isSecret, more, doc);
    }

    /** The environment variable that sets it. */
    public String environmentName() {
        return environmentName(name);
    }

    static String environmentName(String name) {
        return ConfigSources.ENVIRONMENT_PREFIX
                + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * What a value must satisfy.
     *
     * @param expectation for example {@code must be positive}
     */
    public record Check<T>(String expectation, Predicate<T> holds) {}
}
