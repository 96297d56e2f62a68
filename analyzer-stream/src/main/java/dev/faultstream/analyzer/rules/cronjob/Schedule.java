package dev.faultstream.analyzer.rules.cronjob;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a CronJob is due, by the rules of its controller: five fields, nicknames such as {@code @daily}, {@code @every}
 * a duration, and a time zone. Immutable.
 */
final class Schedule {
    private static final Pattern ZONE_PREFIX = Pattern.compile("^(?:CRON_)?TZ=(\\S+)\\s+(.*)$");
    private static final Pattern EVERY = Pattern.compile("^@every\\s+(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?$");
    private static final Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    /** How far a zone that is not known can be away from UTC. */
    private static final Duration FARTHEST_ZONE = Duration.ofHours(14);

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final Times times;
    private final Duration uncertainty;

    private Schedule(Times times, Duration uncertainty) {
        this.times = times;
        this.uncertainty = uncertainty;
    }

    /** The schedule of a CronJob; null when it cannot be read. */
    static @Nullable Schedule of(CronJob cronJob) {
        if (cronJob.getSpec() == null || cronJob.getSpec().getSchedule() == null) {
            return null;
        }
        String text = cronJob.getSpec().getSchedule().strip();
        String zone = cronJob.getSpec().getTimeZone();
        Matcher prefixed = ZONE_PREFIX.matcher(text);
        if (prefixed.matches()) {
            zone = prefixed.group(1);
            text = prefixed.group(2).strip();
        }
        Matcher every = EVERY.matcher(text);
        if (every.matches()) {
            Duration delay = duration(every);
            return delay.isZero() ? null : new Schedule(after -> after.plus(delay), Duration.ZERO);
        }
        return ofFields(NICKNAMES.getOrDefault(text, text), zone(zone));
    }

    /** The first time it is due after the instant; null when it never is again. */
    @Nullable
    Instant next(Instant after) {
        return times.next(after);
    }

    /** How much later than told it may in truth be due, because nobody has said in which zone. */
    Duration uncertainty() {
        return uncertainty;
    }

    private static @Nullable Schedule ofFields(String fields, @Nullable ZoneId zone) {
        Cron cron;
        try {
            cron = PARSER.parse(fields.replace('?', '*'));
        } catch (IllegalArgumentException e) {
            return null;
        }
        ExecutionTime execution = ExecutionTime.forCron(cron);
        ZoneId known = zone == null ? ZoneOffset.UTC : zone;
        Times times = after -> execution
                .nextExecution(after.atZone(known))
                .map(ZonedDateTime::toInstant)
                .orElse(null);
        return new Schedule(times, zone == null && fixesHours(fields) ? FARTHEST_ZONE : Duration.ZERO);
    }

    /** Whether it is due at certain hours or days, so that the zone matters. */
    private static boolean fixesHours(String fields) {
        String[] field = fields.split("\\s+", -1);
        for (int i = 1; i < field.length; i++) {
            if (!"*".equals(field[i]) && !"?".equals(field[i])) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null || name.isEmpty() ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration duration(Matcher every) {
        return Duration.ofHours(number(every.group(1)))
                .plusMinutes(number(every.group(2)))
                .plusSeconds(number(every.group(3)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Gives the next time. */
    private interface Times {
        @Nullable
        Instant next(Instant after);
    }
}
