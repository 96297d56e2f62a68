package dev.faultstream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;

class AccessProblemTest {
    private static final List<KafkaRight> RIGHTS = List.of(
            KafkaRight.topic("failures", "what it finds", AclOperation.WRITE),
            KafkaRight.topicsFrom("app-", "its state", AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE),
            KafkaRight.group("app", "its group", AclOperation.READ),
            KafkaRight.transactionsFrom("app-", "exactly once", AclOperation.WRITE));

    @Test
    void shouldNameTheRightThatTheRefusedTopicNeeds() {
        // Given
        Throwable problem = new ExecutionException(
                new IllegalStateException(new TopicAuthorizationException(Set.of("app-store-changelog"))));

        // When // Then
        assertThat(AccessProblem.describe(problem, RIGHTS))
                .hasValue("Kafka does not allow this user something on topic app-store-changelog; needed: Read, Write,"
                        + " Create on topics app-* (docs/kafka-security.md lists the rights)");
    }

    @Test
    void shouldNameTheRightsOfTheKindWhenKafkaDoesNotSayWhichResource() {
        assertThat(AccessProblem.describe(new TransactionalIdAuthorizationException("no"), RIGHTS))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("something on its transactional ids; needed: Write on transactional ids app-*"));
        assertThat(AccessProblem.describe(GroupAuthorizationException.forGroupId("app"), RIGHTS))
                .hasValueSatisfying(text -> assertThat(text).contains("group app; needed: Read on group app"));
    }

    @Test
    void shouldSayWhereToLookWhenCredentialsOrCertificatesAreRefused() {
        assertThat(AccessProblem.describe(new SaslAuthenticationException("Authentication failed")))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains(
                                "does not accept the credentials: Authentication failed; look at kafka.client.sasl.*"));
        assertThat(AccessProblem.describe(
                        new SslAuthenticationException("SSL handshake failed", new SSLHandshakeException("no path"))))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("SSL handshake failed: no path; look at kafka.client.ssl.*"));
    }

    @Test
    void shouldLeaveOtherProblemsAlone() {
        assertThat(AccessProblem.describe(new ExecutionException(new TimeoutException("late"))))
                .isEmpty();
        assertThat(AccessProblem.isOne(null)).isFalse();
    }
}
