package dev.faultstream.analyzer.rules.cronjob;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    */15 * * * * | - | 2026-03-02T12:15:00Z
                    0 8 * * 1-5 | - | 2026-03-03T08:00:00Z
                    0 0 13 * fri | - | 2026-03-06T00:00:00Z
                    30 4 ? * ? | - | 2026-03-03T04:30:00Z
                    @hourly | - | 2026-03-02T13:00:00Z
                    @daily | - | 2026-03-03T00:00:00Z
                    @midnight | - | 2026-03-03T00:00:00Z
                    @weekly | - | 2026-03-08T00:00:00Z
                    @monthly | - | 2026-04-01T00:00:00Z
                    @yearly | - | 2027-01-01T00:00:00Z
                    @annually | - | 2027-01-01T00:00:00Z
                    @every 1h30m | - | 2026-03-02T13:30:00Z
                    0 8 * * * | Asia/Tokyo | 2026-03-02T23:00:00Z
                    0 8 * * * | America/New_York | 2026-03-02T13:00:00Z
                    CRON_TZ=Asia/Tokyo 0 8 * * * | - | 2026-03-02T23:00:00Z
                    TZ=Asia/Tokyo 0 8 * * * | - | 2026-03-02T23:00:00Z
                    """)
    void shouldFindTheNextTimeAsTheControllerDoes(String schedule, @Nullable String zone, Instant expected) {
        // When
        Instant next = schedule(schedule, zone).next(NOON);

        // Then
        assertThat(next).isEqualTo(expected);
    }

    @Test
    void shouldLeaveOutATimeThatTheClocksSkip() {
        // Given
        Schedule schedule = schedule("30 2 * * *", "Europe/Berlin");

        // When
        Instant next = schedule.next(Instant.parse("2026-03-28T12:00:00Z"));

        // Then
        assertThat(next).isEqualTo(Instant.parse("2026-03-30T00:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    */15 * * * * | - | 0
                    20 * * * * | - | 0
                    @hourly | - | 0
                    @every 2h | - | 0
                    0 8 * * * | - | 14
                    0 */2 * * * | - | 14
                    0 * * * 1 | - | 14
                    @daily | - | 14
                    0 8 * * * | Etc/UTC | 0
                    TZ=Asia/Tokyo 0 8 * * * | - | 0
                    0 8 * * * | No/Where | 14
                    """)
    void shouldBeUncertainWhenHoursOrDaysAreFixedInAZoneThatNobodyNames(
            String schedule, @Nullable String zone, int hours) {
        // When
        Duration uncertainty = schedule(schedule, zone).uncertainty();

        // Then
        assertThat(uncertainty).isEqualTo(Duration.ofHours(hours));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 8 * *", "61 * * * *", "@sometimes", "@every 0s"})
    void shouldKnowNothingWhenTheScheduleCannotBeRead(String schedule) {
        // When
        Schedule read = Schedule.of(cronJob(schedule, null));

        // Then
        assertThat(read).isNull();
    }

    @Test
    void shouldHaveNoNextTimeWhenTheDayNeverComes() {
        // When
        Instant next = schedule("0 0 31 2 *", "Etc/UTC").next(NOON);

        // Then
        assertThat(next).isNull();
    }

    private static Schedule schedule(String schedule, @Nullable String zone) {
        return requireNonNull(Schedule.of(cronJob(schedule, zone)));
    }

    private static CronJob cronJob(String schedule, @Nullable String zone) {
        return new CronJobBuilder()
                .withNewSpec()
                .withSchedule(schedule)
                .withTimeZone(zone)
                .endSpec()
                .build();
    }
}
