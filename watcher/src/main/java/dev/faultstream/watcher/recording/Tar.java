package dev.faultstream.watcher.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the files of a tar archive (ustar, GNU and pax names) one after the other. */
final class Tar {
    private static final int BLOCK = 512;
    private static final int MAGIC_OFFSET = 257;
    private static final byte[] MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);
    private static final long LONGEST_NAME = 64 * 1024;

    private final InputStream in;
    private long left;

    Tar(InputStream in) {
        this.in = in;
    }

    /** Whether a text that starts like this is a tar archive. */
    static boolean isTar(byte[] head) {
        return head.length >= MAGIC_OFFSET + MAGIC.length
                && java.util.Arrays.equals(head, MAGIC_OFFSET, MAGIC_OFFSET + MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** The next regular file; its content is valid until the next call. Empty at the end. */
    Optional<Entry> next() throws IOException {
        @Nullable String longName = null;
        while (true) {
            in.skipNBytes(left);
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isZero(header)) {
                return Optional.empty();
            }
            if (header.length < BLOCK) {
                throw new IOException("the archive is cut off");
            }
            long size = size(header);
            left = size + (BLOCK - size % BLOCK) % BLOCK;
            switch (header[156]) {
                case 'L' -> longName = text(content(size), 0, (int) size);
                case 'x' -> longName = paxPath(content(size), longName);
                case '0', 0 -> {
                    return Optional.of(new Entry(longName == null ? name(header) : longName, new Content(size)));
                }
                default -> longName = null;
            }
        }
    }

    private byte[] content(long size) throws IOException {
        if (size > LONGEST_NAME) {
            throw new IOException("the archive is damaged");
        }
        byte[] content = in.readNBytes((int) size);
        left -= content.length;
        return content;
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + '/' + name;
    }

    private static @Nullable String paxPath(byte[] records, @Nullable String otherwise) {
        for (String record : new String(records, StandardCharsets.UTF_8).split("\n", -1)) {
            int path = record.indexOf(" path=");
            if (path >= 0) {
                return record.substring(path + " path=".length());
            }
        }
        return otherwise;
    }

    private static long size(byte[] header) throws IOException {
        if ((header[124] & 0x80) != 0) {
            long size = 0;
            for (int i = 128; i < 136; i++) {
                size = (size << 8) | (header[i] & 0xff);
            }
            return size;
        }
        try {
            String octal = text(header, 124, 12).trim();
            return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
        } catch (NumberFormatException e) {
            throw new IOException("the archive is damaged", e);
        }
    }

    private static String text(byte[] from, int offset, int length) {
        int end = offset;
        while (end < Math.min(offset + length, from.length) && from[end] != 0) {
            end++;
        }
        return new String(from, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * A file of the archive.
     *
     * @param name its path in the archive
     * @param content its content; closing it does nothing
     */
    record Entry(String name, InputStream content) {}

    private final class Content extends InputStream {
        private long rest;

        Content(long size) {
            this.rest = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (rest == 0) {
                return -1;
            }
            int count = in.read(buffer, offset, (int) Math.min(length, rest));
            if (count < 0) {
                throw new IOException("the archive is cut off");
            }
            rest -= count;
            left -= count;
            return count;
        }
    }
}
