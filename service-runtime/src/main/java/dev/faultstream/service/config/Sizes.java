package dev.faultstream.service.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes in bytes as people write them. */
final class Sizes {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*([a-z]*)");
    private static final String EXPECTATION = "must be a size such as 65536, 64KiB, 16MiB or 1GiB";
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L,
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40);

    private Sizes() {}

    static long parse(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(EXPECTATION);
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit.longValue());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(EXPECTATION, e);
        }
    }
}
