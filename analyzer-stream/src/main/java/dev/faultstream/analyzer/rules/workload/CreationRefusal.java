package dev.faultstream.analyzer.rules.workload;

import java.util.List;
import java.util.function.Predicate;

/** Who refuses the pods of a workload; one rule for each. */
enum CreationRefusal {
    /** An admission webhook that must agree does not answer. */
    WEBHOOK_DOWN,
    /** A ResourceQuota has no room, or makes requests mandatory that are not there. */
    QUOTA,
    /** A policy refuses what the pods are. */
    DENIED,
    /** Anything else. */
    OTHER;

    private static final List<String> DENIALS = List.of(
            "violates PodSecurity",
            "denied the request",
            "ValidatingAdmissionPolicy",
            "usage per",
            "ratio per",
            "unable to validate against any security context constraint");

    /** Who refuses them, by what the API server says; the first that fits. */
    static CreationRefusal of(CreationFailure failure) {
        String text = failure.text();
        Predicate<String> says = text::contains;
        if (says.test("failed calling webhook")) {
            return WEBHOOK_DOWN;
        }
        if (says.test("exceeded quota") || (says.test("must specify") && says.test("failed quota"))) {
            return QUOTA;
        }
        return DENIALS.stream().anyMatch(says) ? DENIED : OTHER;
    }
}
