package dev.faultstream.analyzer.rules.job;

import static dev.faultstream.analyzer.testing.WorkloadObjects.killedPod;
import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffLimitTest {
    private static final String RULE = "job.backoff-limit";
    private static final String FAILED = """
            {metadata: {creationTimestamp: '2026-03-02T08:00:00Z'}, spec: {},
             status: {failed: 4, conditions: [{type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded',
              lastTransitionTime: '2026-03-02T08:40:00Z'}]}}
            """;
    private static final String POD = """
            {metadata: {creationTimestamp: '%s'}, spec: {nodeName: 'n1'}, status: {phase: 'Failed',
             containerStatuses: [
              {name: 'sidecar', state: {terminated: {exitCode: 0, reason: 'Completed', finishedAt: '2026-03-02T08:59:00Z'}}},
              {name: 'main', state: {terminated: {exitCode: %d, reason: 'Error', finishedAt: '%s'}}}]}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");
    private final HasMetadata cronJob = object(
            "CronJob",
            "report",
            "{spec: {schedule: '0 8 * * *', jobTemplate: {spec: {}}}, status: {lastScheduleTime: '2026-03-02T08:00:00Z'}}");
    private final HasMetadata job = owned(cronJob, "Job", "report-1", FAILED);

    @Test
    void shouldTellHowTheNewestPodEnded() {
        // When
        cluster.with(
                cronJob,
                owned(job, "Pod", "report-1-a", POD.formatted("2026-03-02T08:30:00Z", 3, "2026-03-02T08:35:00Z")),
                owned(job, "Pod", "report-1-b", POD.formatted("2026-03-02T08:00:00Z", 1, "2026-03-02T08:05:00Z")),
                job);

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Job report-1 gave up after 4 failed pods; the last ended with exit code 3 (Error)");
        assertThat(cluster.finding(RULE).subject().kind()).isEqualTo("CronJob");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:40:00Z"));
    }

    @Test
    void shouldCountThePodsThatTheControllerHasYetToCount() {
        // When
        cluster.with(object(
                "Job",
                "once",
                FAILED.replace("failed: 4,", "failed: 3, uncountedTerminatedPods: {failed: ['a-uid']},")));

        // Then
        assertThat(cluster.message(RULE)).startsWith("Job once gave up after 4 failed pods;");
    }

    @Test
    void shouldNotKnowHowItEndedWhenThePodsAreGone() {
        // When
        cluster.with(object("Job", "once", FAILED));

        // Then
        assertThat(cluster.message(RULE)).endsWith("exit code unknown (unknown)");
        assertThat(cluster.finding(RULE).subject().name()).isEqualTo("once");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    FailureTarget comes first | 'Failed' | 'FailureTarget' | true
                    another reason | BackoffLimitExceeded | DeadlineExceeded | false
                    the condition is not true | status: 'True' | status: 'False' | false
                    attempts have failed below the limit | type: 'Failed' | type: 'Suspended' | false
                    it is being deleted | 08:00:00Z' | 08:00:00Z', deletionTimestamp: '2026-03-02T08:59:00Z' | false
                    """)
    void shouldSpeakOnlyWhenTheJobWasGivenUp(String when, String text, String replacement, boolean speaks) {
        // When
        cluster.with(object("Job", "once", FAILED.replace(text, replacement)));

        // Then
        assertThat(cluster.rules().contains(RULE)).as(when).isEqualTo(speaks);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-02T08:30:00Z,false", "2026-03-02T07:00:00Z,true"})
    void shouldFallSilentWhenALaterJobOfTheCronJobIsComplete(String created, boolean speaks) {
        // Given
        cluster.with(cronJob, job);

        // When
        cluster.with(owned(
                cronJob,
                "Job",
                "report-2",
                "{metadata: {creationTimestamp: '" + created
                        + "'}, spec: {}, status: {conditions: [{type: 'Complete', status: 'True'}]}}"));

        // Then
        assertThat(cluster.rules().contains(RULE)).isEqualTo(speaks);
    }

    @Test
    void shouldBeExplainedByItsPods() {
        // When
        cluster.with(cronJob, job, killedPod(job, "report-1-a"));

        // Then
        assertThat(cluster.causes(RULE)).contains(List.of("pod.oom-killed"));
    }
}
