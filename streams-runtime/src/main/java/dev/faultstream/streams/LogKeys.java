package dev.faultstream.streams;

/** The keys of this module's log events. */
final class LogKeys {
    static final String APPLICATION = "application";
    static final String TOPIC = "topic";
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String STATE = "state";
    static final String ERROR = "error";

    private LogKeys() {}
}
