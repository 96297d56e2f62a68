package dev.faultstream.sink.result;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells what an answer of the API server means. */
final class ApiFaults {
    private ApiFaults() {}

    static ApiFaultException of(KubernetesClientException error, Duration retryAfterHeader) {
        StatusDetails details = detailsOf(error.getStatus());
        ApiFault fault = classify(error.getCode(), details, String.valueOf(error.getMessage()));
        Duration told = retryAfterHeader;
        if (details != null && details.getRetryAfterSeconds() != null) {
            Duration inBody = Duration.ofSeconds(details.getRetryAfterSeconds());
            told = inBody.compareTo(told) > 0 ? inBody : told;
        }
        return new ApiFaultException(fault, Math.max(0, error.getCode()), told, error);
    }

    private static ApiFault classify(int code, @Nullable StatusDetails details, String message) {
        return switch (code) {
            case 400, 413, 422 -> ApiFault.REJECTED;
            case 401 -> ApiFault.FORBIDDEN;
            case 403 -> forbidden(message);
            case 404 -> isAboutNamespace(details, message) ? ApiFault.NAMESPACE_MISSING : ApiFault.CRD_MISSING;
            case 409 -> ApiFault.CONFLICT;
            case 429 -> ApiFault.THROTTLED;
            default -> ApiFault.UNAVAILABLE;
        };
    }

    /** What is on its way out takes no new objects, which has nothing to do with rights. */
    private static ApiFault forbidden(String message) {
        if (message.contains("definition is terminating")) {
            return ApiFault.CRD_MISSING;
        }
        return message.contains("being terminated") ? ApiFault.NAMESPACE_MISSING : ApiFault.FORBIDDEN;
    }

    private static boolean isAboutNamespace(@Nullable StatusDetails details, String message) {
        return (details != null && "namespaces".equals(details.getKind())) || message.contains("namespaces \"");
    }

    private static @Nullable StatusDetails detailsOf(@Nullable Status status) {
        return status == null ? null : status.getDetails();
    }
}
