package dev.faultstream.analyzer.rules.hpa;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CannotScaleTest {
    private static final String RULE = "hpa.cannot-scale";
    private static final String AUTOSCALER = """
            {spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: 'example.com/v1', kind: 'Game', name: 'go'}},
             status: {conditions: [{type: '%s', status: '%s', reason: '%s', message: 'no',
              lastTransitionTime: '2026-03-02T08:00:00Z'}]}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "AbleToScale,False,FailedGetScale,true",
        "AbleToScale,False,FailedUpdateScale,true",
        "AbleToScale,False,BackoffBoth,false",
        "AbleToScale,True,SucceededGetScale,false",
        "ScalingActive,False,InvalidSelector,true",
        "ScalingActive,False,AmbiguousSelector,true",
        "ScalingActive,False,InvalidMetricSourceType,true",
        "ScalingActive,False,ScalingDisabled,false",
        "ScalingActive,False,FailedGetResourceMetric,false",
        "ScalingActive,False,FailedGetExternalMetric,false",
        "ScalingActive,False,FailedComputeMetricsReplicas,false",
        "ScalingActive,True,ValidMetricFound,false",
        "ScalingLimited,True,TooFewReplicas,false"
    })
    void shouldSpeakWhenTheControllerCannotScaleForOtherReasonsThanMetrics(
            String type, String status, String reason, boolean speaks) {
        // When
        cluster.with(object("HorizontalPodAutoscaler", "go", AUTOSCALER.formatted(type, status, reason)));

        // Then
        assertThat(cluster.rules().contains(RULE)).isEqualTo(speaks);
    }

    @Test
    void shouldTellWhatTheControllerSays() {
        // When
        cluster.with(object(
                "HorizontalPodAutoscaler", "go", AUTOSCALER.formatted("AbleToScale", "False", "FailedGetScale")));

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Autoscaler go cannot scale Game go (FailedGetScale): no");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    the target is missing | example.com/v1', kind: 'Game' | apps/v1', kind: 'Deployment'
                    it is being deleted | {spec | {metadata: {deletionTimestamp: '2026-03-02T08:59:00Z'}, spec
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // When
        cluster.with(object(
                "HorizontalPodAutoscaler",
                "go",
                AUTOSCALER.formatted("AbleToScale", "False", "FailedGetScale").replace(text, replacement)));

        // Then
        assertThat(cluster.rules()).as(when).doesNotContain(RULE);
    }
}
