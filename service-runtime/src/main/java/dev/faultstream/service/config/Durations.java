package dev.faultstream.service.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths of time as people write them. */
final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + "\\s*)+");
    private static final String EXPECTATION = "must be a duration such as 30s, 5m, 1h30m or PT30S";

    private Durations() {}

    static Duration parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        try {
            Duration duration = WHOLE.matcher(lower).matches() ? sumOfParts(lower) : Duration.parse(text);
            return Duration.ofMillis(duration.toMillis()); // what waits for it counts in milliseconds
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(EXPECTATION, e);
        }
    }

    private static Duration sumOfParts(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
        }
        return sum;
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
