package dev.faultstream.analyzer.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Builds store keys: parts of text, each ended by a zero byte, which no part contains; and times as eight big-endian
 * bytes, so that earlier sorts first.
 */
public final class StoreKeys {
    private static final byte[] NOTHING = {};

    private StoreKeys() {}

    /** The bytes of the parts, each followed by a zero byte: also the prefix of all keys that go on from there. */
    public static byte[] of(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part).append('\0');
        }
        return bytes(text.toString());
    }

    /** The bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text of some bytes. */
    public static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The last part of a key that {@link #of} built, without its end. */
    public static String lastPart(byte[] key) {
        int start = key.length - 1;
        while (start > 0 && key[start - 1] != 0) {
            start--;
        }
        return text(key, start, key.length - 1);
    }

    /** A prefix, a time in milliseconds, and the rest of the key. Times before 1970 count as 1970. */
    public static byte[] timed(byte[] prefix, Instant time, byte[] rest) {
        return ByteBuffer.allocate(prefix.length + Long.BYTES + rest.length)
                .put(prefix)
                .putLong(Math.max(0, time.toEpochMilli()))
                .put(rest)
                .array();
    }

    /** The time that stands behind a prefix of that length. */
    public static Instant timeAt(byte[] key, int prefixLength) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(key).getLong(prefixLength));
    }

    /** The text that stands behind prefix and time. */
    public static String textAfterTime(byte[] key, int prefixLength) {
        return text(key, prefixLength + Long.BYTES, key.length);
    }

    /** A value for entries whose key says everything. */
    public static byte[] noValue() {
        return NOTHING;
    }
}
