package dev.faultstream.standalone.terminal;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How things are called in all texts for people. */
final class Wording {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Wording() {}

    /** The subject as people write it: {@code Deployment storefront/web}. */
    static String subject(Failure failure) {
        Subject subject = failure.subject();
        String name = subject.namespace() == null ? subject.name() : subject.namespace() + "/" + subject.name();
        String workload = failure.workload() == null ? "" : " (" + failure.workload() + ")";
        return subject.kind() + " " + name + workload;
    }

    static String severity(Failure failure) {
        return failure.severity().name().toLowerCase(Locale.ROOT);
    }

    /** When it opened and for how long it is or was there. */
    static String since(Failure failure, @Nullable Instant now) {
        Instant resolvedAt = failure.resolvedAt();
        String opened = "since " + DATE_AND_TIME.format(failure.openedAt());
        if (resolvedAt != null) {
            return opened + ", resolved " + DATE_AND_TIME.format(resolvedAt) + " after "
                    + duration(failure.openedAt(), resolvedAt);
        }
        return now == null ? opened : opened + ", for " + duration(failure.openedAt(), now);
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static String instant(Instant instant) {
        return DATE_AND_TIME.format(instant);
    }

    /** The two largest units that count. */
    static String duration(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        if (duration.isNegative()) {
            return "0 s";
        }
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }

    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
