package dev.faultstream.analyzer.rules.condition;

import static dev.faultstream.analyzer.testing.WorkloadObjects.object;
import static dev.faultstream.analyzer.testing.WorkloadObjects.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.testing.ClusterScenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionFalseTest {
    private static final String RULE = "resource.condition-false";
    private static final String BROKEN = """
            {metadata: {generation: 2}, spec: {size: 1}, status: {observedGeneration: 2, conditions: [
             {type: 'Ready', status: 'False', reason: 'Broken', message: 'no way',
              lastTransitionTime: '2026-03-02T08:00:00Z'}]}}
            """;

    private final ClusterScenario cluster = ClusterScenario.at("2026-03-02T09:00:00Z");

    @Test
    void shouldTellWhatTheResourceSaysOfItself() {
        // When
        cluster.with(resource("db", BROKEN));

        // Then
        assertThat(cluster.message(RULE)).isEqualTo("Database db is not Ready (Broken): no way");
        assertThat(cluster.finding(RULE).since()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
        assertThat(cluster.finding(RULE).grace()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Available",
                "Synced",
                "Healthy",
                "Reconciled",
                "Valid",
                "Accepted",
                "Programmed",
                "ResolvedRefs",
                "Deployed",
                "Provisioned",
                "Succeeded"
            })
    void shouldKnowWhatShouldBeTrue(String type) {
        // When
        cluster.with(resource("db", BROKEN.replace("'Ready'", "'" + type + "'")));

        // Then
        assertThat(cluster.finding(RULE).parameter("condition")).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    it is true | 'False' | 'True'
                    it is normally false | 'Ready' | 'Active'
                    it is normally false too | 'Ready' | 'Upgradeable'
                    its type is unknown | 'Ready' | 'Shiny'
                    it is not known for a short time only | 'False', reason: 'Broken', message: 'no way', lastTransitionTime: '2026-03-02T08:00:00Z' | 'Unknown', lastTransitionTime: '2026-03-02T08:45:00Z'
                    what may be unknown is | type: 'Ready', status: 'False' | type: 'Healthy', status: 'Unknown'
                    it is being deleted | {generation: 2} | {generation: 2, deletionTimestamp: '2026-03-02T08:59:00Z'}
                    it is to rest (1) | {size: 1} | {suspend: true}
                    it is to rest (2) | {size: 1} | {suspended: true}
                    it is to rest (3) | {size: 1} | {paused: true}
                    it is to rest (4) | {generation: 2} | {generation: 2, annotations: {'cluster.x-k8s.io/paused': 'true'}}
                    it is scaled to zero | {size: 1} | {replicas: 0}
                    all of it is scaled to zero | {size: 1} | {a: {replicas: 0}, b: [{replicas: 0}]}
                    its status is of an older generation | observedGeneration: 2 | observedGeneration: 1
                    the condition is of an older generation | status: 'False' | status: 'False', observedGeneration: 1
                    the generation is a text | observedGeneration: 2 | observedGeneration: '1'
                    """)
    void shouldBeSilent(String when, String text, String replacement) {
        // When
        cluster.with(resource(
                "db", BROKEN.replace("\n  lastTransition", " lastTransition").replace(text, replacement)));

        // Then
        assertThat(cluster.rules()).as(when).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a status that nobody knows counts as false | 'False' | 'Nope' | 10
                    it has not been known for long | 'False' | 'Unknown' | 30
                    work is in progress | 'Broken' | 'Provisioning' | 30
                    it waits for something | 'Broken' | 'WaitingForNodes' | 30
                    the reason only sounds like progress | 'Broken' | 'ProvisioningFailed' | 10
                    no generation is told | observedGeneration: 2, | | 10
                    only some of it is scaled to zero | {size: 1} | {a: {replicas: 0}, b: {replicas: 1}} | 10
                    its own generation counts | observedGeneration: 2, conditions: [{ | observedGeneration: 1, conditions: [{observedGeneration: 2, | 10
                    """)
    void shouldSpeak(String when, String text, String replacement, int minutes) {
        // When
        cluster.with(
                resource("db", BROKEN.replace("[\n {", "[{").replace(text, replacement == null ? "" : replacement)));

        // Then
        assertThat(cluster.finding(RULE).grace()).as(when).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void shouldSpeakAboutTheFirstConditionInOrderAndOfSyncBeforeAll() {
        // Given
        String more = "conditions: [{type: 'Healthy', status: 'False'}, {type: 'Synced', status: 'False'},";

        // When
        cluster.with(
                resource("a", BROKEN.replace("conditions: [", more)),
                resource("b", BROKEN.replace("conditions: [", more.replace("Synced", "Valid"))));

        // Then
        assertThat(cluster.findings())
                .extracting(finding -> finding.parameter("condition"))
                .containsExactly("Synced", "Ready");
    }

    @Test
    void shouldBeSilentWhenItOnlyRepeatsWhatIsHarmless() {
        // When
        cluster.with(resource(
                "db",
                BROKEN.replace("'Broken'", "'NoTraffic'")
                        .replace(
                                "conditions: [",
                                "conditions: [{type: 'Active', status: 'False', reason: 'NoTraffic'},")));

        // Then
        assertThat(cluster.rules()).isEmpty();
    }

    @Test
    void shouldKeepWhatItSaidUntilTheControllerHasSeenTheChange() {
        // Given
        cluster.with(resource("db", BROKEN));

        // When
        cluster.with(resource("db", BROKEN.replace("{generation: 2}", "{generation: 3}")));

        // Then
        assertThat(cluster.rules()).containsExactly(RULE);
    }

    @Test
    void shouldBeAFailureOfEachResourceExplainedByTheInnermost() {
        // Given
        HasMetadata outer = resource("outer", BROKEN);
        HasMetadata inner = owned(outer, "example.com/v1", "Database", "inner", BROKEN);

        // When
        cluster.with(outer, inner);

        // Then
        List<Finding> findings = cluster.findings();
        assertThat(findings).extracting(finding -> finding.subject().name()).containsExactly("inner", "outer");
        assertThat(cluster.causesOf(findings.get(1)))
                .containsExactly(List.of(findings.get(0).failureId()));
        assertThat(cluster.causesOf(findings.get(0))).isEmpty();
    }

    @Test
    void shouldBeExplainedByAResourceThatItRefersTo() {
        // Given
        HasMetadata user = resource("user", BROKEN.replace("{size: 1}", "{parts: [{databaseRef: {name: 'db'}}]}"));

        // When
        cluster.with(user, resource("db", BROKEN));

        // Then
        assertThat(cluster.findings())
                .filteredOn(finding -> finding.subject().name().equals("user"))
                .allSatisfy(finding -> assertThat(cluster.causesOf(finding)).hasSize(1));
    }

    @Test
    void shouldBeExplainedByAWorkloadThatItOwns() {
        // Given
        HasMetadata owner = resource("db", BROKEN);

        // When
        cluster.with(owner, owned(owner, "Deployment", "db", """
                        {spec: {replicas: 1}, status: {observedGeneration: 1, conditions: [
                         {type: 'Available', status: 'False', lastTransitionTime: '2026-03-02T08:00:00Z'}]}}
                        """));

        // Then
        assertThat(cluster.causes(RULE)).isEqualTo(List.of(List.of("deployment.none-available")));
    }

    private static HasMetadata resource(String name, String body) {
        return object("example.com/v1", "Database", name, body);
    }
}
