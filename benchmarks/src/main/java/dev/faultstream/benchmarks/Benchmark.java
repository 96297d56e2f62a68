package dev.faultstream.benchmarks;

/** Measures one thing beside what it cannot be better than. */
public interface Benchmark {
    /** What it is called on the command line. */
    String name();

    /**
     * Measures.
     *
     * @param quick whether it is only to show that it works
     */
    void run(boolean quick, Report report) throws Exception;
}
