package dev.faultstream.watcher.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is remembered of the published objects of one kind: the key, a fingerprint of the content and where it went. An
 * open-addressing table over plain arrays, because there are as many entries as objects in the cluster: about 25 bytes
 * and the key each. Not thread-safe.
 */
final class ObjectTable {
    static final int ABSENT = -1;
    private static final int SMALLEST = 16;
    private static final byte UNSEEN = 0;
    private static final byte SEEN = 1;

    private byte[][] keys = new byte[SMALLEST][];
    private long[] fingerprints = new long[SMALLEST];
    private int[] routes = new int[SMALLEST];
    private byte[] marks = new byte[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /** The slot of a key, valid until the next change of the table; {@link #ABSENT} if it is not there. */
    int find(byte[] key) {
        int slot = slotFor(key);
        return keys[slot] == null ? ABSENT : slot;
    }

    long fingerprint(int slot) {
        return fingerprints[slot];
    }

    int route(int slot) {
        return routes[slot];
    }

    /** Adds or replaces an entry and marks it as seen. */
    void put(byte[] key, long fingerprint, int route) {
        int slot = slotFor(key);
        if (keys[slot] == null) {
            if ((size + 1) * 4 > keys.length * 3) {
                resize(keys.length * 2);
                slot = slotFor(key);
            }
            keys[slot] = key;
            size++;
        }
        fingerprints[slot] = fingerprint;
        routes[slot] = route;
        marks[slot] = SEEN;
    }

    void markSeen(int slot) {
        marks[slot] = SEEN;
    }

    /** From here on, entries count as unseen until they are put or marked. */
    void startMarking() {
        Arrays.fill(marks, UNSEEN);
    }

    /** The keys that were not seen since {@link #startMarking()}, in order. */
    List<byte[]> unseen() {
        List<byte[]> unseen = new ArrayList<>();
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != null && marks[slot] == UNSEEN) {
                unseen.add(keys[slot]);
            }
        }
        unseen.sort(Arrays::compare);
        return unseen;
    }

    /** Removes the entry of a slot; other slots may move. */
    void remove(int slot) {
        int hole = slot;
        int mask = keys.length - 1;
        for (int next = (hole + 1) & mask; keys[next] != null; next = (next + 1) & mask) {
            int home = home(keys[next]);
            boolean reachable = hole <= next ? home <= hole || home > next : home <= hole && home > next;
            if (reachable) {
                move(next, hole);
                hole = next;
            }
        }
        keys[hole] = null;
        size--;
        if (keys.length > SMALLEST && size * 8 < keys.length) {
            resize(keys.length / 2);
        }
    }

    private void move(int from, int to) {
        keys[to] = keys[from];
        fingerprints[to] = fingerprints[from];
        routes[to] = routes[from];
        marks[to] = marks[from];
    }

    private int slotFor(byte[] key) {
        int mask = keys.length - 1;
        int slot = home(key);
        while (keys[slot] != null && !Arrays.equals(keys[slot], key)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int home(byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) & (keys.length - 1);
    }

    private void resize(int capacity) {
        byte[][] oldKeys = keys;
        long[] oldFingerprints = fingerprints;
        int[] oldRoutes = routes;
        byte[] oldMarks = marks;
        keys = new byte[capacity][];
        fingerprints = new long[capacity];
        routes = new int[capacity];
        marks = new byte[capacity];
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldKeys[slot] != null) {
                int target = slotFor(oldKeys[slot]);
                keys[target] = oldKeys[slot];
                fingerprints[target] = oldFingerprints[slot];
                routes[target] = oldRoutes[slot];
                marks[target] = oldMarks[slot];
            }
        }
    }
}
