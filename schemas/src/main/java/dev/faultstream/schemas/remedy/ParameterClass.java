package dev.faultstream.schemas.remedy;

import java.util.Set;

/** What may be done with the value of a parameter. */
public enum ParameterClass {
    /** Names something of the cluster: a placeholder before a model sees it, and no part of the explanation key. */
    IDENTIFYING,
    /** Tells shapes of a failure apart: goes to a model as it is, and into the explanation key. */
    TELLING,
    /** A count or an amount: goes to a model as it is; in the explanation key all amounts are alike. */
    AMOUNT,
    /** Free text of the cluster: normalised, and no part of the explanation key. */
    TEXT;

    private static final Set<String> AMOUNTS = Set.of(
            "count", "total", "ready", "wanted", "used", "limit", "percent", "seconds", "minutes", "hours", "days");
    private static final Set<String> TELLING_NAMES = Set.of(
            "kind",
            "targetKind",
            "reason",
            "condition",
            "status",
            "phase",
            "state",
            "exitCode",
            "cause",
            "probe",
            "resource",
            "port",
            "protocol",
            "version",
            "operation",
            "schedule",
            "severity");

    /** The class of a parameter; an unknown name identifies, because that is the safe side. */
    public static ParameterClass of(String parameter) {
        if (AMOUNTS.contains(parameter)) {
            return AMOUNT;
        }
        if (TELLING_NAMES.contains(parameter)) {
            return TELLING;
        }
        return "text".equals(parameter) ? TEXT : IDENTIFYING;
    }
}
