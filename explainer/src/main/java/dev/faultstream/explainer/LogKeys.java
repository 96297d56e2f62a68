package dev.faultstream.explainer;

/** The keys of what the explainer logs. */
public final class LogKeys {
    public static final String TOPIC = "topic";
    public static final String PARTITION = "partition";
    public static final String OFFSET = "offset";
    public static final String GROUP = "group";
    public static final String RULE = "ruleId";
    public static final String ERROR = "error";
    public static final String REASON = "reason";
    public static final String COUNT = "count";
    public static final String MODEL = "model";

    private LogKeys() {}
}
