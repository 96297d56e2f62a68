package dev.faultstream.embedded;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/**
 * What makes the embedded broker one that asks: TLS, SCRAM-SHA-512 users, and an authorizer that denies what is not
 * allowed. There is one user at first, {@link #ADMIN}, who may do everything and makes the others. Its password is set
 * when the data directory is new.
 */
public final class BrokerSecurity {
    /** The user who may do everything. */
    public static final String ADMIN = "admin";

    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final String CLIENT_PREFIX =
            "listener.name." + BrokerSettings.CLIENT_LISTENER.toLowerCase(Locale.ROOT) + ".";
    private static final String CONTROLLER_PREFIX =
            "listener.name." + BrokerSettings.CONTROLLER_LISTENER.toLowerCase(Locale.ROOT) + ".";

    private final BrokerKeys keys;
    private final String adminPassword;

    private BrokerSecurity(BrokerKeys keys, String adminPassword) {
        this.keys = keys;
        this.adminPassword = adminPassword;
    }

    /**
     * With a key and a self-signed certificate that are made now.
     *
     * @param folder where they are kept; exists
     * @param adminPassword of letters and digits
     * @throws EmbeddedKafkaException if they cannot be made
     */
    public static BrokerSecurity withNewKeys(Path folder, String adminPassword) {
        requireNonNull(folder, "folder");
        if (!adminPassword.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("adminPassword must be of letters and digits");
        }
        return new BrokerSecurity(BrokerKeys.make(folder), adminPassword);
    }

    /** The certificate that clients have to trust, in PEM. */
    public Path certificate() {
        return keys.certificate();
    }

    /** The settings of a client of a user, without the broker's address. They hold the password. */
    public Map<String, String> clientSettings(String username, String password) {
        Map<String, String> settings = new TreeMap<>(trust());
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
        settings.put(SaslConfigs.SASL_MECHANISM, MECHANISM);
        settings.put(SaslConfigs.SASL_JAAS_CONFIG, login(username, password));
        return settings;
    }

    Map<String, String> adminSettings() {
        return clientSettings(ADMIN, adminPassword);
    }

    String adminCredentials() {
        return MECHANISM + "=[name=" + ADMIN + ",password=" + adminPassword + "]";
    }

    /** The broker reaches itself as the admin, through the clients' listener, and its controller with its certificate. */
    Map<String, String> brokerSettings() {
        Map<String, String> settings = new TreeMap<>(trust());
        settings.put(
                "listener.security.protocol.map",
                BrokerSettings.CLIENT_LISTENER + ":SASL_SSL," + BrokerSettings.CONTROLLER_LISTENER + ":SSL");
        settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PKCS12");
        settings.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, keys.store().toString());
        settings.put(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, keys.storePassword());
        settings.put(SslConfigs.SSL_KEY_PASSWORD_CONFIG, keys.storePassword());
        settings.put(CONTROLLER_PREFIX + "ssl.client.auth", "required");
        settings.put("sasl.enabled.mechanisms", MECHANISM);
        settings.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        settings.put(CLIENT_PREFIX + "scram-sha-512." + SaslConfigs.SASL_JAAS_CONFIG, login(ADMIN, adminPassword));
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("super.users", "User:" + ADMIN + ";User:" + BrokerKeys.SUBJECT);
        return settings;
    }

    private Map<String, String> trust() {
        return Map.of(
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                "PEM",
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                keys.certificate().toString());
    }

    private static String login(String username, String password) {
        return ScramLoginModule.class.getName() + " required username=\"" + username + "\" password=\"" + password
                + "\";";
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BrokerSecurity[" + keys.certificate() + "]";
    }
}
