package dev.faultstream.service.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which setting an environment variable sets. Variables that Kubernetes makes for a Service whose name starts
 * with {@code faultstream} are none of ours; other services' variables may stand in a shared environment, so an
 * unknown one is a mistake only if it looks like a slip.
 */
final class EnvironmentNames {
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");
    private static final Pattern SERVICE_LINK_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");

    private final Map<String, String> keys = new HashMap<>();
    private final List<FreeKeys> freeKeys;
    private final List<NamedKeys> namedKeys;

    EnvironmentNames(Set<String> names, List<FreeKeys> freeKeys, List<NamedKeys> namedKeys) {
        names.forEach(name -> keys.put(ConfigKey.environmentName(name), name));
        this.freeKeys = List.copyOf(freeKeys);
        this.namedKeys = List.copyOf(namedKeys);
    }

    Optional<String> keyOf(String variable, String value) {
        if (SERVICE_LINK_VALUE.matcher(value).matches()) {
            return Optional.empty();
        }
        String known = keys.get(variable);
        return known == null ? freeKeyOf(variable).or(() -> namedKeyOf(variable)) : Optional.of(known);
    }

    private Optional<String> namedKeyOf(String variable) {
        return namedKeys.stream()
                .flatMap(family -> family.keyOf(variable).stream())
                .findFirst();
    }

    /** In the names of a free family, each underscore is a dot: Kafka's clients have hardly any other names. */
    private Optional<String> freeKeyOf(String variable) {
        return freeKeys.stream()
                .filter(family -> variable.startsWith(family.environmentPrefix())
                        && variable.length() > family.environmentPrefix().length())
                .findFirst()
                .map(family -> family.prefix()
                        + variable.substring(family.environmentPrefix().length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'));
    }

    private static String tail(String variable) {
        return variable.substring(ConfigSources.ENVIRONMENT_PREFIX.length());
    }

    /** The variable that was meant, when this one is unknown and looks like a slip. */
    Optional<String> slipOf(String variable) {
        if (!variable.startsWith(ConfigSources.ENVIRONMENT_PREFIX)
                || keys.containsKey(variable)
                || freeKeyOf(variable).isPresent()
                || namedKeyOf(variable).isPresent()
                || SERVICE_LINK.matcher(variable).matches()) {
            return Optional.empty();
        }
        for (NamedKeys family : namedKeys) {
            if (variable.startsWith(family.environmentPrefix())) {
                return Optional.of(family.environmentPrefix() + NamedKeys.PLACEHOLDER + "_…");
            }
        }
        List<String> known = keys.keySet().stream().map(EnvironmentNames::tail).toList();
        return Suggestion.near(tail(variable), known).map(name -> ConfigSources.ENVIRONMENT_PREFIX + name);
    }
}
