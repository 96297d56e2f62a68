package dev.faultstream.sink.work;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ids that wait for their time. An id waits at most once, with the earliest of its times, and is with one taker at a
 * time: what is added meanwhile waits until it is done. Thread-safe.
 */
public final class WorkQueue {
    private final LongSupplier nanoTime;
    private final PriorityQueue<Item> order = new PriorityQueue<>(Comparator.comparingLong(Item::due));
    private final Map<String, Item> waiting = new HashMap<>();
    private final Map<String, Long> taken = new HashMap<>();
    private boolean closed;

    private static final Long NOT_AGAIN = Long.MAX_VALUE;

    /** An empty queue over a clock that only goes on, in nanoseconds. */
    public WorkQueue(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Has an id wait for nothing. */
    public void add(String id) {
        addAfter(id, Duration.ZERO);
    }

    /** Has an id wait for so long, unless an earlier time was given already. */
    public synchronized void addAfter(String id, Duration delay) {
        long due = nanoTime.getAsLong() + delay.toNanos();
        if (taken.containsKey(id)) {
            taken.merge(id, due, Math::min);
        } else {
            enqueue(id, due);
        }
    }

    /** The next id whose time has come, waited for; null once the queue is closed. */
    public synchronized @Nullable String take() throws InterruptedException {
        while (!closed) {
            String id = poll();
            if (id != null) {
                return id;
            }
            Item next = order.peek();
            if (next == null) {
                wait();
            } else {
                wait(Math.max(
                        1, Duration.ofNanos(next.due() - nanoTime.getAsLong()).toMillis()));
            }
        }
        return null;
    }

    /** The next id whose time has come; null when there is none. */
    public synchronized @Nullable String poll() {
        while (true) {
            Item next = order.peek();
            if (next == null || next.due() > nanoTime.getAsLong()) {
                return null;
            }
            order.poll();
            if (waiting.remove(next.id(), next)) {
                taken.put(next.id(), NOT_AGAIN);
                return next.id();
            }
        }
    }

    /** Must follow each {@link #take} and {@link #poll} that gave an id. */
    public synchronized void done(String id) {
        Long due = taken.remove(id);
        if (due != null && !due.equals(NOT_AGAIN)) {
            enqueue(id, due);
        }
    }

    /** How many ids wait or are taken. */
    public synchronized int size() {
        return waiting.size() + taken.size();
    }

    /** Ends all waiting; nothing is taken any more. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void enqueue(String id, long due) {
        Item before = waiting.get(id);
        if (before != null && before.due() <= due) {
            return;
        }
        Item item = new Item(id, due);
        waiting.put(id, item);
        if (before != null) {
            order.remove(before);
        }
        order.add(item);
        notifyAll();
    }

    private record Item(String id, long due) {}
}
