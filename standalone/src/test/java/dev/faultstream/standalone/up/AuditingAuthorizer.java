package dev.faultstream.standalone.up;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which writes down what it was asked. Made by the broker, hence the static state. */
public final class AuditingAuthorizer extends StandardAuthorizer {
    private static final Set<Check> CHECKS = ConcurrentHashMap.newKeySet();

    /** What has been asked, each question once. */
    static Set<Check> checks() {
        return Set.copyOf(CHECKS);
    }

    static void clear() {
        CHECKS.clear();
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            CHECKS.add(new Check(
                    context.principal().getName(),
                    action.resourcePattern().resourceType(),
                    action.resourcePattern().name(),
                    action.operation(),
                    results.get(i) == AuthorizationResult.ALLOWED,
                    action.logIfDenied()));
        }
        return results;
    }

    /**
     * A question.
     *
     * @param isDemand whether a denial is an error, not one of several ways to be allowed
     */
    record Check(
            String user, ResourceType type, String name, AclOperation operation, boolean isAllowed, boolean isDemand) {}
}
