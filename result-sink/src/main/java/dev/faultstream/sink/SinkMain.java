package dev.faultstream.sink;

import dev.faultstream.service.ServiceMain;

/** Runs the sink as a process. */
public final class SinkMain {
    private SinkMain() {}

    public static void main(String[] arguments) {
        ServiceMain.exit(new SinkDefinition(), arguments);
    }
}
