package dev.faultstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class BrokerSecurityIT {
    @TempDir
    private Path folder;

    @Test
    void shouldAllowNothingToAUserUntilTheAdminDoes() throws Exception {
        // Given
        BrokerSecurity security = BrokerSecurity.withNewKeys(folder, "secret");
        try (EmbeddedKafka kafka =
                EmbeddedKafka.start(EmbeddedKafkaSettings.temporary().withSecurity(security))) {
            kafka.createTopic("guarded", 1, Map.of());
            createUser(kafka, "reader", "right");

            // When // Then
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> describe(kafka, security.clientSettings("reader", "right")))
                    .withCauseInstanceOf(TopicAuthorizationException.class);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> describe(kafka, security.clientSettings("reader", "wrong")))
                    .withCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void shouldShowNoPassword() {
        assertThat(BrokerSecurity.withNewKeys(folder, "secret").toString()).doesNotContain("secret");
        assertThatIllegalArgumentException().isThrownBy(() -> BrokerSecurity.withNewKeys(folder, "sec\"ret"));
    }

    private static void createUser(EmbeddedKafka kafka, String name, String password) throws Exception {
        ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        try (Admin admin = Admin.create(kafka.adminSettings())) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, info, password)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static void describe(EmbeddedKafka kafka, Map<String, String> user) throws Exception {
        Map<String, Object> settings = new HashMap<>(user);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            admin.describeTopics(List.of("guarded")).allTopicNames().get(20, TimeUnit.SECONDS);
        }
    }
}
