package dev.faultstream.analyzer.topology;

/** The keys of this module's log events. */
final class LogKeys {
    static final String RULE_ID = "ruleId";
    static final String KIND = "kind";
    static final String TOPIC = "topic";
    static final String PARTITIONS = "partitions";
    static final String RULES = "rules";

    private LogKeys() {}
}
