package dev.faultstream.service.kafka;

import java.util.Locale;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.jspecify.annotations.Nullable;

/** The login module that a SASL mechanism of Kafka takes, and the entry that configures it. */
enum SaslModule {
    PLAIN(PlainLoginModule.class),
    SCRAM(ScramLoginModule.class),
    OAUTHBEARER(OAuthBearerLoginModule.class);

    private final Class<?> module;

    SaslModule(Class<?> module) {
        this.module = module;
    }

    /** That of a mechanism; null for one that others bring along. */
    static @Nullable SaslModule of(@Nullable String mechanism) {
        if (mechanism == null) {
            return null;
        }
        String name = mechanism.toUpperCase(Locale.ROOT);
        if (name.startsWith("SCRAM-SHA-")) {
            return SCRAM;
        }
        return switch (name) {
            case "PLAIN" -> PLAIN;
            case "OAUTHBEARER" -> OAUTHBEARER;
            default -> null;
        };
    }

    /** The full name of the class. */
    String className() {
        return module.getName();
    }

    /** The value of {@code sasl.jaas.config} without options. */
    String jaas() {
        return className() + " required;";
    }

    /** The value of {@code sasl.jaas.config} for a user. */
    String jaas(String username, String password) {
        return className() + " required username=\"" + escape(username) + "\" password=\"" + escape(password) + "\";";
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
