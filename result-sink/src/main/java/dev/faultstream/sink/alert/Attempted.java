package dev.faultstream.sink.alert;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The records at and after the committed offset that a receiver may have been told of, in a form that fits into the
 * metadata of a commit. When there are too many, it is all up to the last of them.
 *
 * @param below every offset below this counts
 * @param offsets further ones
 */
record Attempted(long below, NavigableSet<Long> offsets) {
    static final Attempted NONE = new Attempted(0, new TreeSet<>());

    private static final String VERSION = "1";
    private static final int RADIX = 36;
    private static final int MAX_LENGTH = 2_000; // brokers take 4096 bytes

    static Attempted of(Collection<Long> offsets) {
        return new Attempted(0, new TreeSet<>(offsets));
    }

    boolean contains(long offset) {
        return offset < below || offsets.contains(offset);
    }

    /** The text that {@link #parse} reads: each offset as the distance to the one before. */
    String format() {
        StringBuilder text = new StringBuilder(VERSION).append(' ').append(Long.toString(below, RADIX));
        long last = 0;
        for (long offset : offsets) {
            text.append(' ').append(Long.toString(offset - last, RADIX));
            last = offset;
            if (text.length() > MAX_LENGTH) {
                return new Attempted(offsets.last() + 1, new TreeSet<>()).format();
            }
        }
        return text.toString();
    }

    /** What the metadata of a commit says; nothing when it is none of ours. */
    static Attempted parse(String metadata) {
        String[] words = metadata.split(" ", -1);
        if (words.length < 2 || !words[0].equals(VERSION)) {
            return NONE;
        }
        try {
            long below = Long.parseLong(words[1], RADIX);
            NavigableSet<Long> offsets = new TreeSet<>();
            long last = 0;
            for (int i = 2; i < words.length; i++) {
                last += Long.parseLong(words[i], RADIX);
                offsets.add(last);
            }
            return new Attempted(below, offsets);
        } catch (NumberFormatException e) {
            return NONE;
        }
    }
}
