package dev.faultstream.deployment;

import static java.util.Objects.requireNonNull;

import dev.faultstream.analyzer.topology.AnalyzerDefinition;
import dev.faultstream.explainer.ExplainerDefinition;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.ServiceMain;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.Flags;
import dev.faultstream.service.config.Violation;
import dev.faultstream.sink.SinkDefinition;
import dev.faultstream.watcher.WatcherDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services by name, and what is wrong with settings that a deployment gives them. */
final class Services {
    private static final String PREFIX = ConfigSources.ENVIRONMENT_PREFIX;
    /** Read by the logging system, and by every service for its file. */
    private static final Set<String> OF_ALL =
            Set.of(PREFIX + "LOG_FORMAT", PREFIX + "LOG_LEVEL", PREFIX + "LOG_LEVEL_OTHERS", PREFIX + "CONFIG");

    private static final Map<String, ServiceDefinition> DEFINITIONS = Stream.of(
                    new WatcherDefinition(), new AnalyzerDefinition(), new ExplainerDefinition(), new SinkDefinition())
            .collect(Collectors.toUnmodifiableMap(ServiceDefinition::name, Function.identity()));

    private Services() {}

    static Set<String> names() {
        return DEFINITIONS.keySet();
    }

    static ServiceDefinition definition(String service) {
        return requireNonNull(DEFINITIONS.get(service), service);
    }

    /** The name of the service that an image runs; the image itself if it runs none of ours. */
    static String of(String image) {
        String withoutTag = image.replaceAll("(:[^/:]*)?(@.*)?$", "");
        return withoutTag.substring(withoutTag.lastIndexOf('/') + 1);
    }

    static boolean isService(String image) {
        return image.contains("faultstream/") && DEFINITIONS.containsKey(of(image));
    }

    /** Everything that the service would refuse, and variables that it would not look at. */
    static List<String> complaints(String service, Map<String, String> environment, List<String> flags) {
        ConfigTable table = ServiceMain.configuration(definition(service));
        List<String> complaints = new ArrayList<>();
        try {
            ConfigReader.read(table, new ConfigSources(null, environment, Flags.parse(flags)));
        } catch (ConfigException e) {
            e.violations().stream().map(Violation::toString).forEach(complaints::add);
        }
        environment.keySet().stream()
                .filter(variable -> variable.startsWith(PREFIX) && !isKnown(table, variable))
                .map(variable -> variable + " is no setting of the " + service)
                .forEach(complaints::add);
        return complaints;
    }

    /** The settings as the service sees them. */
    static Config settings(String service, Map<String, String> environment, List<String> flags) {
        return ConfigReader.read(
                ServiceMain.configuration(definition(service)),
                new ConfigSources(null, environment, Flags.parse(flags)));
    }

    private static boolean isKnown(ConfigTable table, String variable) {
        return OF_ALL.contains(variable)
                || table.keys().stream()
                        .anyMatch(key -> key.environmentName().equals(variable)
                                || (key.isSecret() && variable.equals(key.environmentName() + "_FILE")))
                || table.freeKeys().stream().anyMatch(family -> variable.startsWith(variableOf(family.prefix())))
                || table.namedKeys().stream()
                        .anyMatch(family -> variable.startsWith(variableOf(family.prefix()))
                                && family.keys().stream().anyMatch(key -> isOf(key, variable)));
    }

    private static boolean isOf(ConfigKey<?> key, String variable) {
        String tail = key.environmentName().substring(PREFIX.length() - 1);
        return variable.endsWith(tail) || (key.isSecret() && variable.endsWith(tail + "_FILE"));
    }

    private static String variableOf(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
