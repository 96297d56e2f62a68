package dev.faultstream.analyzer.rules.hpa;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetMissingTest {
    private static final String RULE = "hpa.target-missing";
    private static final String AUTOSCALER = """
            {spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'web'}}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldSpeakWhenTheTargetDoesNotExist() {
        // When
        cluster.with(object("HorizontalPodAutoscaler", "web", AUTOSCALER));

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Autoscaler web scales Deployment web, which does not exist");
    }

    @Test
    void shouldCountFromWhenTheControllerNoticedIt() {
        // When
        cluster.with(object(
                "HorizontalPodAutoscaler",
                "web",
                AUTOSCALER.replace(
                        "'web'}}}",
                        "'web'}}, status: {conditions: [{type: 'AbleToScale', status: 'False', reason:"
                                + " 'FailedGetScale', lastTransitionTime: '2026-03-02T08:00:00Z'}]}}")));

        // Then
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
        assertThat(cluster.rules()).containsExactly(RULE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    the target exists | name: 'web' | name: 'there'
                    the kind is not watched | kind: 'Deployment' | kind: 'Rollout'
                    the group is not watched | apps/v1 | extensions/v1beta1
                    it is being deleted | {spec | {metadata: {deletionTimestamp: '2026-03-02T08:59:00Z'}, spec
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // Given
        cluster.with(object("Deployment", "there", "{spec: {replicas: 1}}"));

        // When
        cluster.with(object("HorizontalPodAutoscaler", "web", AUTOSCALER.replace(text, replacement)));

        // Then
        assertThat(cluster.rules()).as(when).isEmpty();
    }

    @Test
    void shouldSpeakAboutACustomTargetWhoseKindIsWatched() {
        // Given
        cluster.synced(new KindRef("argoproj.io", "Rollout"));

        // When
        cluster.with(object(
                "HorizontalPodAutoscaler",
                "web",
                AUTOSCALER.replace("apps/v1", "argoproj.io/v1alpha1").replace("Deployment", "Rollout")));

        // Then
        assertThat(cluster.message(RULE)).contains("Rollout web");
    }

    @Test
    void shouldStayUndecidedWhenTheKindCannotBeListed() {
        // Given
        cluster.unsynced(Deployment.class, KindUnsynced.Reason.FORBIDDEN);

        // When
        cluster.with(object("HorizontalPodAutoscaler", "web", AUTOSCALER));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }
}
