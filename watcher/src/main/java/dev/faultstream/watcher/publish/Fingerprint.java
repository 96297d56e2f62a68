package dev.faultstream.watcher.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.serde.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Size and hash of an object's JSON, without keeping the JSON.
 *
 * @param bytes how long the JSON is
 * @param hash a 64-bit hash (FNV-1a) of it
 */
record Fingerprint(int bytes, long hash) {
    static Fingerprint of(JsonNode resource) {
        Hashing hashing = new Hashing();
        try {
            Json.mapper().writeValue(hashing, resource);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write an object as JSON", e);
        }
        return new Fingerprint(hashing.bytes, hashing.hash);
    }

    /** The hash of the same content seen by another run of the watcher, which has to be published again. */
    long inEpoch(long epoch) {
        long mixed = hash ^ (epoch * 0x9E3779B97F4A7C15L);
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }

    private static final class Hashing extends OutputStream {
        private static final long PRIME = 0x100000001b3L;

        private long hash = 0xcbf29ce484222325L;
        private int bytes;

        @Override
        public void write(int b) {
            hash = (hash ^ (b & 0xff)) * PRIME;
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            long running = hash;
            for (int i = offset; i < offset + length; i++) {
                running = (running ^ (buffer[i] & 0xff)) * PRIME;
            }
            hash = running;
            bytes += length;
        }
    }
}
