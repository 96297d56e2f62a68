package dev.faultstream.service.kafka;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * Allows what the settings name as the place of tokens. Kafka's clients ask only places that a system property lists, for
 * processes where others than the operator write client settings; here they are the operator's.
 */
final class TokenEndpoint {
    static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    static final String ALLOWED_FILES = "org.apache.kafka.sasl.oauthbearer.allowed.files";

    private TokenEndpoint() {}

    static void allow(Map<String, String> settings) {
        String url = settings.get(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL);
        if (url != null) {
            allow(ALLOWED_URLS, url);
        }
        for (String name : Set.of(
                SaslConfigs.SASL_OAUTHBEARER_ASSERTION_FILE,
                SaslConfigs.SASL_OAUTHBEARER_ASSERTION_PRIVATE_KEY_FILE,
                SaslConfigs.SASL_OAUTHBEARER_ASSERTION_TEMPLATE_FILE)) {
            String file = settings.get(name);
            if (file != null) {
                allow(ALLOWED_FILES, Path.of(file).toAbsolutePath().toString());
            }
        }
    }

    private static synchronized void allow(String property, String place) {
        Set<String> places =
                new TreeSet<>(Arrays.asList(System.getProperty(property, "").split(",", -1)));
        places.remove("");
        if (places.add(place)) {
            System.setProperty(property, String.join(",", places));
        }
    }
}
