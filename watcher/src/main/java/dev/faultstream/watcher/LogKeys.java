package dev.faultstream.watcher;

/** Keys of the watcher's log messages. */
public final class LogKeys {
    public static final String CLUSTER = "cluster";
    public static final String ERROR = "error";
    public static final String KIND = "kind";
    public static final String REASON = "reason";
    public static final String RECORDS = "records";
    public static final String TOPIC = "topic";

    private LogKeys() {}
}
