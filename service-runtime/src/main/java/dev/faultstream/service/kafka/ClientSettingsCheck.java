package dev.faultstream.service.kafka;

import dev.faultstream.service.config.Suggestion;
import dev.faultstream.service.config.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with clients' settings before one is made, as far as that can be seen without a broker. */
final class ClientSettingsCheck {
    private static final int SLIP = 2;
    private static final Predicate<String> SECURITY_NAME =
            Pattern.compile("^(security|ssl|sasl)\\.").asPredicate();

    private final KafkaSettings settings;
    private final Map<String, Violation> violations = new LinkedHashMap<>();

    ClientSettingsCheck(KafkaSettings settings) {
        this.settings = settings;
    }

    List<Violation> violations() {
        check(KafkaKeys.PRODUCER, ProducerConfig.configDef(), settings.producer());
        check(KafkaKeys.CONSUMER, ConsumerConfig.configDef(), settings.consumer());
        check(KafkaKeys.ADMIN, AdminClientConfig.configDef(), settings.admin());
        if (violations.isEmpty()) {
            checkSecurity(KafkaKeys.CLIENT, Map.of());
            checkOwnSecurity(KafkaKeys.PRODUCER, settings.producer());
            checkOwnSecurity(KafkaKeys.CONSUMER, settings.consumer());
            checkOwnSecurity(KafkaKeys.ADMIN, settings.admin());
        }
        return new ArrayList<>(violations.values());
    }

    private void check(String prefix, ConfigDef definition, Map<String, String> own) {
        Set<String> names = new TreeSet<>(definition.names());
        own.keySet().forEach(name -> checkName(prefix, name, names));
        names.addAll(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        names.addAll(AdminClientConfig.configNames());
        settings.common().keySet().forEach(name -> checkName(KafkaKeys.CLIENT, name, names));
        Map<String, String> all = merged(own);
        for (ConfigValue value : definition.validate(all)) {
            if (all.containsKey(value.name()) && !value.errorMessages().isEmpty()) {
                add(keyOf(prefix, own, value.name()), value.errorMessages().get(0));
            }
        }
    }

    /** Plugins have settings of their own; what is nearly one of Kafka's is a slip. */
    private void checkName(String prefix, String name, Set<String> known) {
        if (!known.contains(name)) {
            Suggestion.near(name, known, SLIP)
                    .ifPresent(meant -> add(prefix + name, "is unknown; did you mean " + prefix + meant + "?"));
        }
    }

    private void checkOwnSecurity(String prefix, Map<String, String> own) {
        if (own.keySet().stream().anyMatch(SECURITY_NAME)) {
            checkSecurity(prefix, own);
        }
    }

    private void checkSecurity(String prefix, Map<String, String> own) {
        Map<String, Object> values = AdminClientConfig.configDef().parse(merged(own));
        String protocol = String.valueOf(values.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG))
                .toUpperCase(Locale.ROOT);
        if (protocol.endsWith("SSL") && values.get(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG) == null) {
            checkTls(prefix, own, values);
        }
        if (protocol.startsWith("SASL")) {
            checkSasl(prefix, own, values);
        }
    }

    private void checkTls(String prefix, Map<String, String> own, Map<String, Object> values) {
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(values);
        } catch (KafkaException e) {
            String family = own.keySet().stream().anyMatch(name -> name.startsWith("ssl.")) ? prefix : KafkaKeys.CLIENT;
            add(family + "ssl.*", "cannot be used: " + withCauses(e));
        }
    }

    private void checkSasl(String prefix, Map<String, String> own, Map<String, Object> values) {
        String key = keyOf(prefix, own, SaslConfigs.SASL_JAAS_CONFIG);
        String mechanism = String.valueOf(values.get(SaslConfigs.SASL_MECHANISM));
        SaslModule expected = SaslModule.of(mechanism);
        try {
            List<AppConfigurationEntry> entries =
                    JaasContext.loadClientContext(values).configurationEntries();
            if (expected != null
                    && !entries.stream().allMatch(entry -> expected.className().equals(entry.getLoginModuleName()))) {
                add(
                        key,
                        "names another login module than " + SaslConfigs.SASL_MECHANISM + " " + mechanism
                                + " takes, which is " + expected.className());
            }
        } catch (IllegalArgumentException | KafkaException e) {
            // Its message may quote a part of the entry, and so of a password.
            add(
                    key,
                    values.get(SaslConfigs.SASL_JAAS_CONFIG) == null
                            ? "must be set for " + mechanism + ", or " + KafkaKeys.USERNAME.name() + " and "
                                    + KafkaKeys.PASSWORD.name()
                            : "must be a login module, 'required', its options as name=\"value\", and a semicolon");
        }
    }

    private static String withCauses(Throwable problem) {
        StringBuilder text = new StringBuilder(String.valueOf(problem.getMessage()));
        for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && text.indexOf(message) < 0) {
                text.append(": ").append(message);
            }
        }
        return text.toString();
    }

    private Map<String, String> merged(Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>(settings.common());
        all.putAll(own);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", settings.bootstrapServers()));
        return all;
    }

    private static String keyOf(String prefix, Map<String, String> own, String name) {
        return (own.containsKey(name) ? prefix : KafkaKeys.CLIENT) + name;
    }

    private void add(String key, @Nullable String problem) {
        violations.putIfAbsent(key, new Violation(key, String.valueOf(problem), null));
    }
}
