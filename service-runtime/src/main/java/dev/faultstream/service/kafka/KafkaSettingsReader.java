package dev.faultstream.service.kafka;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.Secret;
import dev.faultstream.service.config.Violation;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;

/** Puts the settings of Kafka's clients together and collects what is wrong with them. */
final class KafkaSettingsReader {
    private final Config config;
    private final List<Violation> violations = new ArrayList<>();

    KafkaSettingsReader(Config config) {
        this.config = config;
    }

    /**
     * The settings, with values in place of references.
     *
     * @throws ConfigException with everything that is wrong
     */
    KafkaSettings read() {
        Map<String, String> written = new TreeMap<>();
        config.find(KafkaKeys.PROPERTIES_FILE).ifPresent(path -> written.putAll(read(path)));
        written.putAll(config.free(KafkaKeys.CLIENT));
        SecretReferences references = new SecretReferences(written, violations);
        Map<String, String> common = references.resolve(KafkaKeys.CLIENT, written);
        addCredentials(common);
        addTokenSource(common);
        KafkaSettings settings = new KafkaSettings(
                config.get(KafkaKeys.BOOTSTRAP_SERVERS),
                common,
                family(references, KafkaKeys.PRODUCER),
                family(references, KafkaKeys.CONSUMER),
                family(references, KafkaKeys.ADMIN),
                family(references, KafkaKeys.STREAMS));
        if (violations.isEmpty()) {
            violations.addAll(new ClientSettingsCheck(settings).violations());
        }
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
        TokenEndpoint.allow(common);
        return settings;
    }

    private Map<String, String> family(SecretReferences references, String prefix) {
        return references.resolve(prefix, config.free(prefix));
    }

    private void addCredentials(Map<String, String> common) {
        Optional<String> username = config.find(KafkaKeys.USERNAME);
        Optional<Secret> password = config.find(KafkaKeys.PASSWORD);
        if (username.isEmpty() || password.isEmpty()) {
            return;
        }
        String key = KafkaKeys.USERNAME.name();
        SaslModule module = SaslModule.of(common.get(SaslConfigs.SASL_MECHANISM));
        if (common.containsKey(SaslConfigs.SASL_JAAS_CONFIG)) {
            violations.add(new Violation(
                    key, "cannot be set together with " + KafkaKeys.CLIENT + SaslConfigs.SASL_JAAS_CONFIG, null));
        } else if (module == null || module == SaslModule.OAUTHBEARER) {
            violations.add(new Violation(
                    key,
                    "needs " + KafkaKeys.CLIENT + SaslConfigs.SASL_MECHANISM
                            + " to be PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512",
                    null));
        } else if ((username.get() + password.get().value()).chars().anyMatch(Character::isISOControl)) {
            violations.add(
                    new Violation(key, "and its password must not have line breaks or control characters", null));
        } else {
            common.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    module.jaas(username.get(), password.get().value()));
        }
    }

    /** A client that is told where tokens are is to get them there, not to make unsigned ones. */
    private static void addTokenSource(Map<String, String> common) {
        if (SaslModule.of(common.get(SaslConfigs.SASL_MECHANISM)) == SaslModule.OAUTHBEARER) {
            common.putIfAbsent(SaslConfigs.SASL_JAAS_CONFIG, SaslModule.OAUTHBEARER.jaas());
            if (common.containsKey(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL)) {
                common.putIfAbsent(
                        SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS, OAuthBearerLoginCallbackHandler.class.getName());
            }
        }
    }

    private static Map<String, String> read(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw ConfigException.of(
                    KafkaKeys.PROPERTIES_FILE, "names a file that cannot be read: \"" + path + "\"", e);
        }
        Map<String, String> read = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
        return read;
    }
}
