package dev.faultstream.service.kafka;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Tells Kafka's refusals from other errors, and what a person has to do about them. Trying again does not help with
 * them: credentials, certificates and rights are for a person to put right.
 */
public final class AccessProblem {
    /** Where all rights are listed. */
    static final String PAGE = "docs/kafka-security.md";

    private static final int DEEPEST_CAUSE = 20;

    private AccessProblem() {}

    /** Whether Kafka refused the credentials, the certificate or the operation. */
    public static boolean isOne(@Nullable Throwable problem) {
        return find(problem) != null;
    }

    /** What Kafka refused and what the user needs, in one line; empty if it is another error. */
    public static Optional<String> describe(@Nullable Throwable problem) {
        return describe(problem, List.of());
    }

    /**
     * What Kafka refused and what the user needs, in one line; empty if it is another error.
     *
     * @param rights all that the service needs
     */
    public static Optional<String> describe(@Nullable Throwable problem, List<KafkaRight> rights) {
        Throwable found = find(problem);
        if (found == null) {
            return Optional.empty();
        }
        return Optional.of(
                found instanceof AuthorizationException refused ? refusal(refused, rights) : authentication(found));
    }

    private static @Nullable Throwable find(@Nullable Throwable problem) {
        Throwable cause = problem;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || cause instanceof LoginException) {
                return cause;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static String authentication(Throwable problem) {
        if (problem instanceof SslAuthenticationException) {
            Throwable cause = problem.getCause();
            String why = cause == null ? problem.getMessage() : problem.getMessage() + ": " + cause.getMessage();
            return "no TLS connection to Kafka: " + why + "; look at " + KafkaKeys.CLIENT + "ssl.*";
        }
        if (problem instanceof LoginException) {
            return "no credentials for Kafka could be had: " + problem.getMessage() + "; look at " + KafkaKeys.CLIENT
                    + "sasl.*";
        }
        return "Kafka does not accept the credentials: " + problem.getMessage() + "; look at " + KafkaKeys.CLIENT
                + "sasl.* or " + KafkaKeys.USERNAME.name() + " and " + KafkaKeys.PASSWORD.name();
    }

    private static String refusal(AuthorizationException refused, List<KafkaRight> rights) {
        if (refused instanceof TopicAuthorizationException topics) {
            return refusal("topic", ResourceType.TOPIC, topics.unauthorizedTopics(), rights);
        }
        if (refused instanceof GroupAuthorizationException group) {
            Set<String> names = group.groupId() == null ? Set.of() : Set.of(group.groupId());
            return refusal("group", ResourceType.GROUP, names, rights);
        }
        if (refused instanceof TransactionalIdAuthorizationException) {
            return refusal("transactional id", ResourceType.TRANSACTIONAL_ID, Set.of(), rights);
        }
        if (refused instanceof ClusterAuthorizationException) {
            // What an idempotent producer gets that may write to no topic at all, and who may not create any.
            List<KafkaRight> changing = rights.stream()
                    .filter(right -> right.type() == ResourceType.TOPIC
                            && (right.operations().contains(AclOperation.WRITE)
                                    || right.operations().contains(AclOperation.CREATE)))
                    .toList();
            return refusal("topic", ResourceType.TOPIC, Set.of(), changing);
        }
        return "Kafka does not allow this user an operation: " + refused.getMessage() + " (" + PAGE
                + " lists the rights)";
    }

    private static String refusal(String kind, ResourceType type, Set<String> names, List<KafkaRight> rights) {
        String refused = names.isEmpty() ? "its " + kind + "s" : kind + " " + String.join(", ", new TreeSet<>(names));
        String needed = rights.stream()
                .filter(right -> names.isEmpty()
                        ? right.type() == type
                        : names.stream().anyMatch(name -> right.isAbout(type, name)))
                .map(right ->
                        right.operationNames() + " on " + right.resource() + (right.isRequired() ? "" : " (optional)"))
                .distinct()
                .collect(Collectors.joining("; "));
        return "Kafka does not allow this user something on " + refused
                + (needed.isEmpty() ? "" : "; needed: " + needed)
                + " (" + PAGE + " lists the rights)";
    }
}
