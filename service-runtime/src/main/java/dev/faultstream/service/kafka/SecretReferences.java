package dev.faultstream.service.kafka;

import dev.faultstream.service.config.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of references to them: {@code NAME.file} or {@code NAME-file} for a secret setting of Kafka,
 * and what Kafka's config providers understand ({@code ${file:/run/secrets/kafka.properties:password}}).
 */
final class SecretReferences {
    private static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}:]*:[^}]*}");
    private static final List<String> FILE_SUFFIXES = List.of(".file", "-file");
    private static final ConfigDef KNOWN = AdminClientConfig.configDef();

    private final Map<String, String> providers;
    private final List<Violation> violations;

    /**
     * @param common settings of all clients, which may configure providers of their own
     * @param violations where problems are added
     */
    SecretReferences(Map<String, String> common, List<Violation> violations) {
        this.violations = violations;
        Map<String, String> own = new HashMap<>();
        common.forEach((name, value) -> {
            if (isAboutProviders(name)) {
                own.put(name, value);
            }
        });
        this.providers = own.isEmpty() ? kafkasOwn() : Map.copyOf(own);
    }

    private static Map<String, String> kafkasOwn() {
        return Map.of(
                PROVIDERS,
                "file,dir,env",
                PROVIDERS + ".file.class",
                FileConfigProvider.class.getName(),
                PROVIDERS + ".dir.class",
                DirectoryConfigProvider.class.getName(),
                PROVIDERS + ".env.class",
                EnvVarConfigProvider.class.getName());
    }

    /**
     * The settings with values in place of references.
     *
     * @param prefix what stands before the names for whoever wrote them
     */
    Map<String, String> resolve(String prefix, Map<String, String> settings) {
        Map<String, String> resolved = new TreeMap<>();
        settings.forEach((name, value) -> {
            String secret = secretOfFile(name);
            if (isAboutProviders(name)) {
                return;
            }
            if (secret != null) {
                resolved.put(secret, read(prefix + name, value));
            } else {
                resolved.put(name, REFERENCE.matcher(value).find() ? lookUp(prefix, name, value) : value);
            }
        });
        return resolved;
    }

    private static boolean isAboutProviders(String name) {
        return name.equals(PROVIDERS) || name.startsWith(PROVIDERS + ".");
    }

    private static @Nullable String secretOfFile(String name) {
        for (String suffix : FILE_SUFFIXES) {
            if (name.endsWith(suffix) && !KNOWN.names().contains(name)) {
                String secret = name.substring(0, name.length() - suffix.length());
                ConfigDef.ConfigKey key = KNOWN.configKeys().get(secret);
                if (key != null && key.type == ConfigDef.Type.PASSWORD) {
                    return secret;
                }
            }
        }
        return null;
    }

    private String read(String key, String file) {
        try {
            String text = Files.readString(Path.of(file)).strip();
            if (text.isEmpty()) {
                violations.add(new Violation(key, "names an empty file", null));
            }
            return text;
        } catch (IOException | IllegalArgumentException e) {
            violations.add(new Violation(key, "names a file that cannot be read: \"" + file + "\"", null));
            return "";
        }
    }

    private String lookUp(String prefix, String name, String value) {
        Map<String, String> one = new HashMap<>(providers);
        one.put(name, value);
        try {
            String found = new AbstractConfig(new ConfigDef(), one, false)
                    .originalsStrings()
                    .getOrDefault(name, value);
            if (REFERENCE.matcher(found).find()) {
                violations.add(new Violation(prefix + name, "refers to a value that is not there", null));
            }
            return found;
        } catch (KafkaException e) {
            violations.add(
                    new Violation(prefix + name, "refers to a value that cannot be read: " + e.getMessage(), null));
            return value;
        }
    }
}
