package dev.faultstream.service.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code --key=value}, {@code --key value} and, for {@code true}, {@code --key} into values by key. */
public final class Flags {
    private Flags() {}

    /**
     * The values by key; a key given several times has all its values, separated by commas.
     *
     * @throws ConfigException if an argument is no flag
     */
    public static Map<String, String> parse(List<String> arguments) {
        Map<String, String> flags = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || argument.length() == 2 || equals == 2) {
                violations.add(new Violation(argument, "is not a flag; flags look like --key=value", null));
            } else if (equals > 0) {
                put(flags, argument.substring(2, equals), argument.substring(equals + 1));
            } else if (i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--")) {
                put(flags, argument.substring(2), arguments.get(++i));
            } else {
                put(flags, argument.substring(2), "true");
            }
        }
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
        return flags;
    }

    private static void put(Map<String, String> flags, String key, String value) {
        flags.merge(key, value, (first, second) -> first + ',' + second);
    }
}
