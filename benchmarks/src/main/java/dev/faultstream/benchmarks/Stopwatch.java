package dev.faultstream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/** Times a piece of work by the clock and by processor time, which hardly depends on what else runs. Immutable. */
public final class Stopwatch {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS = 1e9;

    private final long clock = System.nanoTime();
    private final long process = SYSTEM.getProcessCpuTime();
    private final long thread = threadNanos();

    /** How many pieces were done a second by the clock. */
    public double perSecond(long pieces) {
        return pieces * NANOS / (System.nanoTime() - clock);
    }

    /** How many pieces were done in a second of processor time of this process, collector and compiler included. */
    public double perProcessorSecond(long pieces) {
        return pieces * NANOS / Math.max(1, SYSTEM.getProcessCpuTime() - process);
    }

    /**
     * How many pieces were done in a second of processor time of the thread that made the stopwatch, which must be the
     * one that asks, and of the collector that stops it. The compiler does not count, because its work ends.
     */
    public double perThreadSecond(long pieces) {
        return pieces * NANOS / Math.max(1, threadNanos() - thread);
    }

    /** The seconds by the clock since it was started. */
    public double seconds() {
        return (System.nanoTime() - clock) / NANOS;
    }

    private static long threadNanos() {
        long collecting = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return THREADS.getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(collecting);
    }
}
