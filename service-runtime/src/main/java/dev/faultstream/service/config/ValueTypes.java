package dev.faultstream.service.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The value types that settings have. */
public final class ValueTypes {
    private ValueTypes() {}

    /** Text without white space around it. */
    public static ValueType<String> string() {
        return new TextType<>("string", text -> text);
    }

    /** A whole number of 32 bits. */
    public static ValueType<Integer> integer() {
        return new TextType<>("integer", text -> number(() -> Integer.valueOf(text), "must be a whole number"));
    }

    /** A whole number of 64 bits. */
    public static ValueType<Long> longInteger() {
        return new TextType<>("integer", text -> number(() -> Long.valueOf(text), "must be a whole number"));
    }

    /** A finite decimal number. */
    public static ValueType<Double> decimal() {
        return new TextType<>("number", text -> {
            double value = number(() -> Double.valueOf(text), "must be a number");
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("must be a number");
            }
            return value;
        });
    }

    /** {@code true} or {@code false}. */
    public static ValueType<Boolean> bool() {
        return new TextType<>("true | false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    /** A length of time: {@code PT30S}, {@code 30s}, {@code 1h30m}, {@code 250ms}. */
    public static ValueType<Duration> duration() {
        return new TextType<>("duration", Durations::parse);
    }

    /** A size in bytes: {@code 65536}, {@code 64KiB}, {@code 1GB}. */
    public static ValueType<Long> size() {
        return new TextType<>("size", Sizes::parse);
    }

    /** An instant as ISO-8601 in UTC. */
    public static ValueType<Instant> instant() {
        return new TextType<>("instant", text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("must be an instant such as 2026-01-31T12:00:00Z", e);
            }
        });
    }

    /** A path of the file system; need not exist. */
    public static ValueType<Path> path() {
        return new TextType<>("path", text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("must be a path", e);
            }
        });
    }

    /** An absolute {@code http} or {@code https} URL. */
    public static ValueType<URI> httpUrl() {
        return new TextType<>("URL", text -> {
            try {
                URI uri = new URI(text);
                String scheme = uri.getScheme();
                if (uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("must be an http or https URL", e);
            }
            throw new IllegalArgumentException("must be an http or https URL");
        });
    }

    /** A secret; see {@link ConfigKey#secret}. */
    public static ValueType<Secret> secret() {
        return new TextType<>("secret", Secret::new);
    }

    /** One constant of an enum, written in kebab-case. */
    public static <E extends Enum<E>> ValueType<E> enumOf(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        String names = constants.stream().map(ValueTypes::kebab).collect(Collectors.joining(" | "));
        return new TextType<>(names, text -> constants.stream()
                .filter(constant -> kebab(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + names.replace(" | ", ", "))));
    }

    /** Items of a type, separated by commas or as a YAML sequence; immutable. */
    public static <T> ValueType<List<T>> listOf(ValueType<T> item) {
        return new ListType<>(item);
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <N> N number(Supplier<N> parse, String expectation) {
        try {
            return parse.get();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expectation, e);
        }
    }
}
