package dev.faultstream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Times a piece of work by the clock and by the processor time of this process, collector and compiler included; the
 * latter hardly depends on what else the machine does. Immutable.
 */
public final class Stopwatch {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double NANOS = 1e9;

    private final long clock = System.nanoTime();
    private final long processor = SYSTEM.getProcessCpuTime();

    /** How many pieces were done a second by the clock. */
    public double perSecond(long pieces) {
        return pieces * NANOS / (System.nanoTime() - clock);
    }

    /** How many pieces were done in a second of processor time. */
    public double perProcessorSecond(long pieces) {
        return pieces * NANOS / Math.max(1, SYSTEM.getProcessCpuTime() - processor);
    }

    /** The seconds by the clock since it was started. */
    public double seconds() {
        return (System.nanoTime() - clock) / NANOS;
    }
}
