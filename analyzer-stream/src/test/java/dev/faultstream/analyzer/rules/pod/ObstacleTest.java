package dev.faultstream.analyzer.rules.pod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObstacleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pod has unbound immediate PersistentVolumeClaims|pod.unschedulable-claim|unbound",
                "persistentvolumeclaim \"data\" not found|pod.unschedulable-claim|missing",
                "persistentvolumeclaim \"data\" is being deleted|pod.unschedulable-claim|deleting",
                "waiting for ephemeral volume controller to create the persistentvolumeclaim \"a-b\""
                        + "|pod.unschedulable-claim|ephemeral",
                "Insufficient cpu|pod.unschedulable-resources|cpu",
                "Insufficient nvidia.com/gpu|pod.unschedulable-resources|nvidia.com/gpu",
                "Too many pods|pod.unschedulable-resources|pods",
                "node(s) had volume node affinity conflict|pod.unschedulable-volume|node-affinity",
                "node(s) didn't match PersistentVolume's node affinity|pod.unschedulable-volume|node-affinity",
                "node(s) didn't find available persistent volumes to bind|pod.unschedulable-volume|no-volume",
                "node(s) had no available volume zone|pod.unschedulable-volume|zone",
                "node(s) exceed max volume count|pod.unschedulable-volume|limit",
                "node(s) did not have enough free storage|pod.unschedulable-volume|capacity",
                "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)"
                        + "|pod.unschedulable-volume|volume-missing",
                "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode"
                        + "|pod.unschedulable-volume|in-use",
                "node(s) didn't match Pod's node affinity/selector|pod.unschedulable-selector|",
                "node(s) didn't match scheduler-enforced node affinity|pod.unschedulable-selector|",
                "node(s) didn't match the requested node name|pod.unschedulable-selector|",
                "node(s) didn't match pod affinity rules|pod.unschedulable-spread|affinity",
                "node(s) didn't match pod anti-affinity rules|pod.unschedulable-spread|anti-affinity",
                "node(s) didn't satisfy existing pods anti-affinity rules|pod.unschedulable-spread|anti-affinity",
                "node(s) didn't match pod topology spread constraints|pod.unschedulable-spread|spread",
                "node(s) had untolerated taint {dedicated: gpu}|pod.unschedulable-taint|",
                "node(s) had untolerated taint(s)|pod.unschedulable-taint|",
                "node(s) were unschedulable|pod.unschedulable|cordoned",
                "node(s) didn't have free ports for the requested pod ports|pod.unschedulable|host-port",
                "cannot allocate all claims|pod.unschedulable|device",
                "waiting for dynamic resource controller to create the resourceclaim \"gpu\""
                        + "|pod.unschedulable|device",
                "no nodes available to schedule pods|pod.unschedulable|no-nodes",
                "node(s) were rejected by a plugin of somebody|pod.unschedulable|other",
            })
    void shouldTellRuleAndCauseOfAClause(String clause, String rule, @org.jspecify.annotations.Nullable String cause) {
        // When
        Obstacle obstacle = Obstacle.of(clause);

        // Then
        assertThat(obstacle.rule()).isEqualTo(rule);
        assertThat(obstacle.causeIn(clause)).isEqualTo(cause == null ? "" : cause);
    }
}
