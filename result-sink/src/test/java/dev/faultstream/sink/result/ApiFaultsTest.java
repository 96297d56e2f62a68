package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the words of a real API server. */
class ApiFaultsTest {
    @ParameterizedTest
    @CsvSource({
        "404, 404 page not found, CRD_MISSING",
        "404, namespaces \"faults\" not found, NAMESPACE_MISSING",
        "403, unable to create new content in namespace faults because it is being terminated, NAMESPACE_MISSING",
        "403, create not allowed while custom resource definition is terminating, CRD_MISSING",
        "403, User \"sink\" cannot patch resource \"results\" in API group \"core.k8sgpt.ai\", FORBIDDEN",
        "401, Unauthorized, FORBIDDEN",
        "409, Apply failed with 1 conflict, CONFLICT",
        "410, The provided continue parameter is too old, UNAVAILABLE",
        "413, Request entity too large, REJECTED",
        "422, spec.error: Required value, REJECTED",
        "429, Too many requests, THROTTLED",
        "500, etcdserver: request timed out, UNAVAILABLE",
        "0, connection refused, UNAVAILABLE"
    })
    void shouldTellWhatAnAnswerMeans(int status, String message, ApiFault fault) {
        // When
        ApiFaultException told = ApiFaults.of(new KubernetesClientException(message, status, null), Duration.ZERO);

        // Then
        assertThat(told.fault()).isEqualTo(fault);
        assertThat(told.status()).isEqualTo(status);
        assertThat(told.retryAfter()).isZero();
    }

    @Test
    void shouldWaitForTheLongerOfWhatHeaderAndBodySay() {
        // Given
        var body = new StatusBuilder()
                .withCode(429)
                .withNewDetails()
                .withRetryAfterSeconds(7)
                .endDetails()
                .build();

        // When
        ApiFaultException told =
                ApiFaults.of(new KubernetesClientException("slow down", 429, body), Duration.ofSeconds(3));

        // Then
        assertThat(told.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }
}
