package dev.faultstream.watcher;

import dev.faultstream.service.ServiceMain;

/** Runs the watcher as a process of its own. */
public final class WatcherMain {
    private WatcherMain() {}

    /** Runs until told to stop, or until the recording is published. */
    public static void main(String[] arguments) {
        ServiceMain.exit(new WatcherDefinition(), arguments);
    }
}
