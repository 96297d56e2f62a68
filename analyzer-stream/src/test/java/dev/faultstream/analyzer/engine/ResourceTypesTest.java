package dev.faultstream.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceTypesTest {
    private final ResourceTypes types =
            new ResourceTypes(List.of(EndpointSlice.class, HorizontalPodAutoscaler.class, Lease.class, Service.class));

    @Test
    void shouldReadWhatApiServersWriteForAnEmptyListAsOne() throws IOException {
        // When
        EndpointSlice slice = (EndpointSlice) parse("discovery.k8s.io/v1", "EndpointSlice", """
                "endpoints":null,"ports":null""");
        HorizontalPodAutoscaler autoscaler =
                (HorizontalPodAutoscaler) parse("autoscaling/v2", "HorizontalPodAutoscaler", """
                "status":{"currentMetrics":null,"desiredReplicas":0}""");

        // Then
        assertThat(slice.getEndpoints()).isEmpty();
        assertThat(slice.getPorts()).isEmpty();
        assertThat(autoscaler.getStatus().getCurrentMetrics()).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatIsNullWithinListsAndMaps() throws IOException {
        // When
        Service service = (Service) parse("v1", "Service", """
                "spec":{"selector":{"app":"web","tier":null},"externalIPs":["192.0.2.1",null]}""");

        // Then
        assertThat(service.getSpec().getSelector()).containsOnlyKeys("app");
        assertThat(service.getSpec().getExternalIPs()).containsExactly("192.0.2.1");
    }

    @Test
    void shouldReadTheTimesOfALease() throws IOException {
        // When
        Lease lease = (Lease) parse("coordination.k8s.io/v1", "Lease", """
                "spec":{"acquireTime":"2026-03-02T08:00:00.005621Z","holderIdentity":"cp-1_1","leaseDurationSeconds":15,
                "leaseTransitions":6,"renewTime":"2026-03-02T09:00:00.410956Z"}""");

        // Then
        assertThat(lease.getSpec().getRenewTime().toInstant()).isEqualTo(Instant.parse("2026-03-02T09:00:00.410956Z"));
    }

    private HasMetadata parse(String apiVersion, String kind, String fields) throws IOException {
        byte[] json = "{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"metadata\":{\"name\":\"web\"},%s}"
                .formatted(apiVersion, kind, fields)
                .getBytes(StandardCharsets.UTF_8);
        return types.parse(KindRef.of(apiVersion, kind), json, 0, json.length);
    }
}
