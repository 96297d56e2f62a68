package dev.faultstream.sink;

/** The keys of this module's log events. */
public final class LogKeys {
    public static final String CLUSTER = "cluster";
    public static final String NAMESPACE = "namespace";
    public static final String NAME = "name";
    public static final String FAILURE_ID = "failureId";
    public static final String TOPIC = "topic";
    public static final String PARTITION = "partition";
    public static final String OFFSET = "offset";
    public static final String STATE = "state";
    public static final String STATUS = "status";
    public static final String COUNT = "count";
    public static final String FAULT = "fault";
    public static final String NUMBER = "number";
    public static final String OUTPUT = "output";
    public static final String ERROR = "error";

    private LogKeys() {}
}
