package dev.faultstream.analyzer.topology;

import dev.faultstream.service.ServiceMain;

/** Runs the analyzer as a process. */
public final class AnalyzerMain {
    private AnalyzerMain() {}

    public static void main(String[] arguments) {
        ServiceMain.exit(new AnalyzerDefinition(), arguments);
    }
}
