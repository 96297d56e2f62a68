package dev.faultstream.analyzer.rules.pod;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a clause of the scheduler's message is about. The first that matches a clause is meant. */
enum Obstacle {
    CLAIM_UNBOUND("pod.unschedulable-claim", "unbound", "unbound immediate PersistentVolumeClaims"),
    CLAIM_MISSING("pod.unschedulable-claim", "missing", "persistentvolumeclaim \".*\" not found"),
    CLAIM_DELETING("pod.unschedulable-claim", "deleting", "persistentvolumeclaim \".*\" is being deleted"),
    CLAIM_EPHEMERAL("pod.unschedulable-claim", "ephemeral", "waiting for ephemeral volume controller"),
    RESOURCE("pod.unschedulable-resources", "", "Insufficient (\\S+)"),
    POD_COUNT("pod.unschedulable-resources", "pods", "Too many pods"),
    VOLUME_AFFINITY(
            "pod.unschedulable-volume",
            "node-affinity",
            "volume node affinity conflict|didn't match PersistentVolume's node affinity"),
    VOLUME_NONE("pod.unschedulable-volume", "no-volume", "didn't find available persistent volumes to bind"),
    VOLUME_ZONE("pod.unschedulable-volume", "zone", "no available volume zone"),
    VOLUME_LIMIT("pod.unschedulable-volume", "limit", "exceed max volume count"),
    VOLUME_CAPACITY("pod.unschedulable-volume", "capacity", "did not have enough free storage"),
    VOLUME_MISSING("pod.unschedulable-volume", "volume-missing", "bound to non-existent"),
    VOLUME_IN_USE("pod.unschedulable-volume", "in-use", "ReadWriteOncePod access mode"),
    SELECTOR(
            "pod.unschedulable-selector",
            "",
            "didn't match Pod's node affinity/selector|scheduler-enforced node affinity"
                    + "|didn't match the requested node name"),
    ANTI_AFFINITY("pod.unschedulable-spread", "anti-affinity", "anti-affinity rules"),
    AFFINITY("pod.unschedulable-spread", "affinity", "pod affinity rules"),
    SPREAD("pod.unschedulable-spread", "spread", "topology spread constraints"),
    TAINT("pod.unschedulable-taint", "", "had untolerated taint|had taint \\{"),
    CORDONED("pod.unschedulable", "cordoned", "were unschedulable"),
    HOST_PORT("pod.unschedulable", "host-port", "free ports for the requested pod ports"),
    DEVICE("pod.unschedulable", "device", "allocate all claims|resourceclaim"),
    NO_NODES("pod.unschedulable", "no-nodes", "no nodes available to schedule pods"),
    OTHER("pod.unschedulable", "other", "");

    private final String rule;
    private final String cause;
    private final Pattern text;

    Obstacle(String rule, String cause, String text) {
        this.rule = rule;
        this.cause = cause;
        this.text = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }

    static Obstacle of(String clause) {
        for (Obstacle obstacle : values()) {
            if (obstacle.text.matcher(clause).find()) {
                return obstacle;
            }
        }
        return OTHER;
    }

    /** The rule that tells of it. */
    String rule() {
        return rule;
    }

    /** What that rule calls it: its cause or, for resources, the resource. */
    String causeIn(String clause) {
        Matcher matcher = text.matcher(clause);
        return matcher.groupCount() == 1 && matcher.find() ? matcher.group(1) : cause;
    }
}
