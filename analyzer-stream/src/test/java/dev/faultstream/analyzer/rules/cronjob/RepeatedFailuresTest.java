package dev.faultstream.analyzer.rules.cronjob;

import static dev.faultstream.analyzer.testing.WorkloadObjects.killedPod;
import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatedFailuresTest {
    private static final String RULE = "cron-job.repeated-failures";
    private static final String FAILING = """
            {metadata: {creationTimestamp: '2026-03-01T06:00:00Z'},
             spec: {schedule: '0 * * * *', jobTemplate: {spec: {}}},
             status: {lastScheduleTime: '2026-03-02T09:00:00Z', lastSuccessfulTime: '2026-03-02T05:01:00Z'}}
            """;
    private static final String FAILED = """
            {metadata: {creationTimestamp: '2026-03-02T08:00:00Z'}, spec: {}, status: {failed: 1, conditions: [
             {type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded',
              lastTransitionTime: '2026-03-02T08:10:00Z'}]}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:10Z");
    private final HasMetadata cronJob = object("CronJob", "report", FAILING);

    @Test
    void shouldSpeakWhenThreeTimesHavePassedSinceTheLastSuccess() {
        // When
        cluster.with(cronJob, owned(cronJob, "Job", "report-1", FAILED));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Cron job report has not succeeded for 3 h: its last 4 runs failed or did not happen");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:10:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    it succeeded two runs ago | 05:01:00Z | 07:01:00Z
                    it is suspended | {schedule | {suspend: true, schedule
                    it is being deleted | 06:00:00Z' | 06:00:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // When
        cluster.with(
                object("CronJob", "report", FAILING.replace(text, replacement)),
                owned(cronJob, "Job", "report-1", FAILED));

        // Then
        assertThat(cluster.rules()).as(when).doesNotContain(RULE);
    }

    @Test
    void shouldBeSilentWhenTheNewestFinishedJobSucceeded() {
        // When
        cluster.with(
                cronJob,
                owned(cronJob, "Job", "report-1", FAILED),
                owned(cronJob, "Job", "report-2", """
                        {metadata: {creationTimestamp: '2026-03-02T08:30:00Z'}, spec: {},
                         status: {conditions: [{type: 'Complete', status: 'True'}]}}
                        """),
                owned(
                        cronJob,
                        "Job",
                        "report-3",
                        "{metadata: {creationTimestamp: '2026-03-02T09:00:00Z'}, spec: {}, status: {active: 1}}"));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldCountFromTheCreationWhenItNeverSucceeded() {
        // Given
        HasMetadata never = object(
                "CronJob",
                "report",
                FAILING.replace(", lastSuccessfulTime: '2026-03-02T05:01:00Z'", "")
                        .replace("2026-03-01T06:00:00Z", "2026-03-02T06:30:00Z"));

        // When
        cluster.with(never, owned(never, "Job", "report-1", FAILED));

        // Then
        assertThat(cluster.message(RULE)).contains("for 2 h").contains("its last 3 runs");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
    }

    @Test
    void shouldSpeakWhenTheThirdTimePasses() {
        // Given
        HasMetadata recent = object("CronJob", "report", FAILING.replace("05:01:00Z", "07:01:00Z"));
        cluster.with(recent, owned(recent, "Job", "report-1", FAILED));

        // When
        cluster.after(Duration.ofHours(1));

        // Then
        assertThat(cluster.message(RULE)).contains("its last 3 runs");
    }

    @Test
    void shouldBeExplainedByItsNewestJobThenItsPods() {
        // Given
        HasMetadata job = owned(cronJob, "Job", "report-1", FAILED);

        // When
        cluster.with(cronJob, job, killedPod(job, "report-1-a"));

        // Then
        assertThat(cluster.causes(RULE)).containsSubsequence(List.of("job.backoff-limit"), List.of("pod.oom-killed"));
    }
}
