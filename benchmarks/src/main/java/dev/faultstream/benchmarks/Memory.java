package dev.faultstream.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What this process keeps on its heap. */
public final class Memory {
    private static final int COLLECTIONS = 3;

    private Memory() {}

    /** The bytes on the heap that are still in use. */
    public static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
