package dev.faultstream.service.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. Its message has one line for each violation and shows no secret. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public ConfigException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining(System.lineSeparator())));
        this.violations = List.copyOf(violations);
    }

    /** A configuration that one setting spoils. */
    public static ConfigException of(ConfigKey<?> key, String problem) {
        return new ConfigException(List.of(new Violation(key.name(), problem, null)));
    }

    /** A configuration that one setting spoils, and what went wrong with it. */
    public static ConfigException of(ConfigKey<?> key, String problem, Throwable cause) {
        ConfigException exception = of(key, problem);
        exception.initCause(cause);
        return exception;
    }

    /** All that is wrong; never empty. */
    public List<Violation> violations() {
        return violations;
    }
}
