package dev.faultstream.analyzer.rules.cronjob;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static dev.faultstream.analyzer.testing.WorkloadObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.ClusterScenario;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissedScheduleTest {
    private static final String RULE = "cron-job.missed-schedule";
    private static final String MISSED = """
            {metadata: {creationTimestamp: '2026-03-01T06:00:00Z'},
             spec: {schedule: '30 * * * *', jobTemplate: {spec: {}}},
             status: {lastScheduleTime: '2026-03-02T07:30:00Z', lastSuccessfulTime: '2026-03-02T07:31:00Z'}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldSpeakWhenTheLatestTimeHasPassedWithoutAStart() {
        // When
        cluster.with(object("CronJob", "report", MISSED));

        // Then
        assertThat(cluster.message(RULE))
                .isEqualTo("Cron job report did not start when it was due 30 min ago (schedule 30 * * * *)");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    it has started | 2026-03-02T07:30:00Z | 2026-03-02T08:30:00Z
                    it was created later | 2026-03-01T06:00:00Z | 2026-03-02T08:31:00Z
                    it is suspended | {schedule | {suspend: true, schedule
                    it is being deleted | 06:00:00Z' | 06:00:00Z', deletionTimestamp: '2026-03-02T08:59:00Z'
                    its time has passed only just | 30 * | 57 *
                    its schedule cannot be read | 30 * * | 99 * *
                    a single time before a deadline may be a suspension | {schedule | {startingDeadlineSeconds: 60, schedule
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // Given
        String body = MISSED.replace(text, replacement);
        if (when.contains("only just")) {
            body = body.replace("07:30:00Z", "08:00:00Z");
        }

        // When
        cluster.with(object("CronJob", "report", body));

        // Then
        assertThat(cluster.rules()).as(when).doesNotContain(RULE);
    }

    @Test
    void shouldSpeakWhenTwoTimesWereMissedInSpiteOfADeadline() {
        // When
        cluster.with(object(
                "CronJob",
                "report",
                MISSED.replace("{schedule", "{startingDeadlineSeconds: 60, schedule")
                        .replace("07:30:00Z", "06:30:00Z")));

        // Then
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
    }

    @Test
    void shouldSpeakFiveMinutesAfterTheTimeAndFallSilentWithTheStart() {
        // Given
        String due = MISSED.replace("07:30:00Z", "08:30:00Z");
        cluster.with(object("CronJob", "report", due));

        // When
        cluster.after(Duration.ofMinutes(34));
        List<String> before = cluster.rules();
        cluster.after(Duration.ofMinutes(2));
        List<String> after = cluster.rules();
        cluster.with(object("CronJob", "report", MISSED.replace("07:30:00Z", "09:30:00Z")));

        // Then
        assertThat(before).doesNotContain(RULE);
        assertThat(after).contains(RULE);
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldMoveOnToEveryLaterTimeThatIsMissed() {
        // Given
        cluster.with(object("CronJob", "report", MISSED.replace("2026-03-02T07:30:00Z", "2026-02-02T07:30:00Z")));
        Instant first = cluster.finding(RULE).since();

        // When
        cluster.after(Duration.ofMinutes(40));

        // Then
        assertThat(first).isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T09:30:00Z"));
    }

    @Test
    void shouldWaitFourteenHoursMoreWhenNobodyNamesTheZone() {
        // Given
        String daily =
                MISSED.replace("30 * * * *", "0 6 * * *").replace("2026-03-02T07:30:00Z", "2026-03-01T06:00:00Z");
        cluster.with(
                object("CronJob", "anywhere", daily),
                object("CronJob", "here", daily.replace("schedule:", "timeZone: 'Etc/UTC', schedule:")));

        // When
        List<String> early = cluster.rules();
        cluster.after(Duration.ofHours(12));

        // Then
        assertThat(early).containsExactly(RULE);
        assertThat(cluster.rules()).containsExactly(RULE, RULE);
    }

    @ParameterizedTest
    @CsvSource({"Forbid,false", "Replace,true", "Allow,true"})
    void shouldBeSilentWhenAnActiveJobForbidsTheNext(String policy, boolean speaks) {
        // Given
        HasMetadata cronJob = object(
                "CronJob", "report", MISSED.replace("{schedule", "{concurrencyPolicy: '" + policy + "', schedule"));

        // When
        cluster.with(cronJob, owned(cronJob, "Job", "report-1", "{spec: {}, status: {active: 1}}"));

        // Then
        assertThat(cluster.rules().contains(RULE)).isEqualTo(speaks);
    }

    @Test
    void shouldStayUndecidedWhenCronJobsAreBeingListedAgain() {
        // Given
        cluster.unsynced(CronJob.class, KindUnsynced.Reason.LISTING);

        // When
        cluster.with(object("CronJob", "report", MISSED));

        // Then
        assertThat(cluster.rules()).doesNotContain(RULE);
    }

    @Test
    void shouldShowTheControllersOwnWarnings() {
        // Given
        HasMetadata cronJob = object("CronJob", "report", MISSED);

        // When
        cluster.with(cronJob, warning(cronJob, "UnknownTimeZone", "invalid timeZone: x", "08:31", "08:31"));

        // Then
        assertThat(cluster.finding(RULE).evidence())
                .anyMatch(evidence -> evidence.text().equals("UnknownTimeZone: invalid timeZone: x"));
    }

    @Test
    void shouldBeExplainedByJobsThatCannotBeCreated() {
        // Given
        HasMetadata cronJob = object("CronJob", "report", MISSED);

        // When
        cluster.with(
                cronJob,
                warning(
                        cronJob,
                        "FailedCreate",
                        "Error creating job: jobs.batch \"report-1\" is forbidden: exceeded quota: q, requested:"
                                + " count/jobs.batch=1, used: count/jobs.batch=5, limited: count/jobs.batch=5",
                        "08:50",
                        "08:59"));

        // Then
        assertThat(cluster.causes(RULE)).isEqualTo(List.of(List.of("workload.create-quota")));
    }
}
