package dev.faultstream.analyzer.rules.ingress;

import static dev.faultstream.analyzer.testing.NetworkObjects.ingress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import org.junit.jupiter.api.Test;

class ClassMissingTest {
    private static final String RULE = "ingress.class-missing";

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldSpeakUntilTheClassExists() {
        // When
        cluster.with(ingress("web", "/", "web"));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Ingress web asks for the ingress class nginx, which does not exist");

        // When
        cluster.with(ingressClass("nginx"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenTheIngressIsServed() {
        // When
        cluster.with(new IngressBuilder(ingress("web", "/", "web"))
                .withNewStatus()
                .withNewLoadBalancer()
                .addNewIngress()
                .withIp("192.0.2.1")
                .endIngress()
                .endLoadBalancer()
                .endStatus()
                .build());

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentAboutClassesThatNeedNoObject() {
        // When
        cluster.with(ofClass("gce"), byAnnotation());

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenTheIngressIsBeingDeleted() {
        // When
        cluster.with(new IngressBuilder(ingress("web", "/", "web"))
                .editMetadata()
                .withDeletionTimestamp("2026-03-02T08:59:00Z")
                .endMetadata()
                .build());

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldNotTellAnAbsenceThatNobodyHasChecked() {
        // When
        cluster.unsynced(IngressClass.class, KindUnsynced.Reason.FORBIDDEN).with(ingress("web", "/", "web"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    private static Ingress ofClass(String name) {
        return new IngressBuilder(ingress("gke", "/", "web"))
                .editSpec()
                .withIngressClassName(name)
                .endSpec()
                .build();
    }

    private static Ingress byAnnotation() {
        return new IngressBuilder(ingress("old", "/", "web"))
                .editMetadata()
                .addToAnnotations("kubernetes.io/ingress.class", "traefik")
                .endMetadata()
                .editSpec()
                .withIngressClassName(null)
                .endSpec()
                .build();
    }

    static IngressClass ingressClass(String name) {
        return new IngressClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }
}
