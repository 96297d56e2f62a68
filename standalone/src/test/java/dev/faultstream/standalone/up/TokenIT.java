package dev.faultstream.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.standalone.Child;
import dev.faultstream.standalone.ServiceRights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SASL with OAUTHBEARER: tokens of an identity provider, which the broker checks against the provider's keys. */
class TokenIT {
    /** For the broker, which is in this process; the commands allow what they are configured with. */
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private static final String SECRET = "hush-token-secret";

    @TempDir
    Path folder;

    @AfterEach
    void clear() {
        System.clearProperty(ALLOWED);
    }

    @Test
    void shouldWorkAsTheSubjectOfItsToken() throws Exception {
        try (IdentityProvider identity = new IdentityProvider(Map.of("topics-client", SECRET));
                SecuredKafka kafka = SecuredKafka.start(folder, brokerSettings(identity))) {
            // Given
            kafka.allow("topics-client", ServiceRights.of("topics"));

            // When
            try (Child topics = topics(kafka, identity, "topics", SECRET)) {
                // Then
                assertThat(topics.awaitExit(60)).as(topics::err).isZero();
                assertThat(topics.out()).contains("k8s-failures-explained: created");
            }
        }
    }

    @Test
    void shouldSayThatNoTokenCouldBeHadWhenTheSecretIsWrong() throws Exception {
        try (IdentityProvider identity = new IdentityProvider(Map.of("topics-client", SECRET));
                SecuredKafka kafka = SecuredKafka.start(folder, brokerSettings(identity));
                Child topics = topics(kafka, identity, "refused", "another-" + SECRET)) {
            assertThat(topics.awaitExit(60)).as(topics::err).isEqualTo(1);
            assertThat(topics.err())
                    .contains("no credentials for Kafka could be had: ")
                    .doesNotContain(SECRET);
        }
    }

    private static Map<String, String> brokerSettings(IdentityProvider identity) {
        System.setProperty(ALLOWED, identity.keys());
        String listener = "listener.name.client.oauthbearer.";
        return Map.of(
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512,OAUTHBEARER",
                listener + "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;",
                listener + "sasl.server.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler",
                listener + "sasl.oauthbearer.jwks.endpoint.url",
                identity.keys(),
                listener + "sasl.oauthbearer.expected.issuer",
                identity.issuer(),
                listener + "sasl.oauthbearer.expected.audience",
                IdentityProvider.AUDIENCE);
    }

    private Child topics(SecuredKafka kafka, IdentityProvider identity, String name, String secret) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".secret"), secret);
        String prefix = "--kafka.client.sasl.oauthbearer.";
        List<String> arguments =
                new ArrayList<>(List.of("topics", "--kafka.bootstrap-servers", kafka.bootstrapServers()));
        arguments.addAll(kafka.tls("OAUTHBEARER"));
        arguments.addAll(List.of(
                prefix + "token.endpoint.url", identity.tokens(),
                prefix + "client.credentials.client.id", "topics-client",
                prefix + "client.credentials.client.secret.file", file.toString()));
        return Child.faultstream(folder, name, arguments.toArray(String[]::new));
    }
}
