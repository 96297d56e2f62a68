package dev.faultstream.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.testing.AnalyzerScenario;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyzerTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private final AnalyzerScenario analyzer = AnalyzerScenario.startingAt(START);

    @Test
    void shouldPublishAFailureWithItsRemedyWhenAFindingMatures() {
        // When
        List<Failure> failures = analyzer.pod("shop", "web-1", "OOMKilled", START.minusSeconds(10));

        // Then
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.rule()).isEqualTo("pod.oom-killed");
            assertThat(failure.state()).isEqualTo(Failure.State.OPEN);
            assertThat(failure.revision()).isEqualTo(1);
            assertThat(failure.openedAt()).isEqualTo(START.minusSeconds(10));
            assertThat(failure.severity()).isEqualTo(Severity.WARNING);
            assertThat(failure.subject().name()).isEqualTo("web-1");
            assertThat(failure.objects().count()).isEqualTo(1);
            assertThat(failure.remedy().steps()).isNotEmpty().noneMatch(step -> step.contains("{"));
            assertThat(failure.explanationKey()).startsWith("e-");
        });
    }

    @Test
    void shouldCarryOnTheLabelsThatItIsSetToAndTellWhenTheyChange() {
        // Given
        analyzer.labelled(Map.of("backstage.io/kubernetes-id", "shop-front", "app", "web"));
        List<Failure> opened = analyzer.pod("shop", "web-1", "OOMKilled", START);

        // When
        analyzer.labelled(Map.of("backstage.io/kubernetes-id", "storefront"));
        analyzer.pod("shop", "web-1", "OOMKilled", START);
        List<Failure> later = analyzer.heartbeatsFor(Duration.ofMinutes(3));

        // Then
        assertThat(opened).singleElement().satisfies(failure -> assertThat(
                        failure.subject().labels())
                .containsExactly(Map.entry("backstage.io/kubernetes-id", "shop-front")));
        assertThat(later).singleElement().satisfies(failure -> {
            assertThat(failure.revision()).isEqualTo(2);
            assertThat(failure.subject().labels()).containsEntry("backstage.io/kubernetes-id", "storefront");
        });
    }

    @Test
    void shouldResolveAFailureWhenItHasStayedAwayForItsSettlePeriod() {
        // Given
        analyzer.pod("shop", "web-1", "OOMKilled", START);
        analyzer.heartbeatsFor(Duration.ofSeconds(10));

        // When
        List<Failure> atOnce = analyzer.pod("shop", "web-1", null, START);
        List<Failure> later = analyzer.heartbeatsFor(Duration.ofSeconds(31));

        // Then
        assertThat(atOnce).isEmpty();
        assertThat(later).singleElement().satisfies(failure -> {
            assertThat(failure.state()).isEqualTo(Failure.State.RESOLVED);
            assertThat(failure.resolution()).isEqualTo(Failure.Resolution.RECOVERED);
            assertThat(failure.resolvedAt()).isEqualTo(START.plusSeconds(10));
            assertThat(failure.changedAt()).isEqualTo(START.plusSeconds(40));
            assertThat(failure.revision()).isEqualTo(2);
            assertThat(failure.message()).contains("web");
        });
    }

    @Test
    void shouldNotPublishAgainWhenAFindingComesBackWithinItsSettlePeriod() {
        // Given
        analyzer.pod("shop", "web-1", "OOMKilled", START);
        analyzer.pod("shop", "web-1", null, START);
        analyzer.heartbeatsFor(Duration.ofSeconds(20));

        // When
        List<Failure> back = analyzer.pod("shop", "web-1", "OOMKilled", START);
        List<Failure> later = analyzer.heartbeatsFor(Duration.ofMinutes(2));

        // Then
        assertThat(back).isEmpty();
        assertThat(later).isEmpty();
    }

    @Test
    void shouldSayThatAFailureWasDeletedWhenItsSubjectIs() {
        // Given
        analyzer.pod("shop", "web-1", "OOMKilled", START);

        // When
        analyzer.deletePod("shop", "web-1");
        List<Failure> later = analyzer.heartbeatsFor(Duration.ofSeconds(31));

        // Then
        assertThat(later).singleElement().extracting(Failure::resolution).isEqualTo(Failure.Resolution.DELETED);
    }

    @Test
    void shouldHoldBackFailuresWhileTheKindIsBeingListed() {
        // Given
        analyzer.listing("core", "Pod");

        // When
        List<Failure> during = analyzer.pod("shop", "web-1", "OOMKilled", START);
        List<Failure> after = analyzer.synced("core", "Pod", 1);

        // Then
        assertThat(during).isEmpty();
        assertThat(after).hasSize(1);
    }

    @Test
    void shouldSweepWhatANewRunOfTheWatcherDoesNotFind() {
        // Given
        analyzer.pod("shop", "web-1", "OOMKilled", START);

        // When
        analyzer.synced("core", "Pod", 2);
        List<Failure> later = analyzer.heartbeatsFor(Duration.ofSeconds(31));

        // Then
        assertThat(later).singleElement().extracting(Failure::resolution).isEqualTo(Failure.Resolution.UNOBSERVED);
    }

    @Test
    void shouldOpenAndCloseASilenceWhenTheNextRecordShowsIt() {
        // Given
        analyzer.heartbeatsFor(Duration.ofSeconds(10));

        // When
        List<Failure> failures = analyzer.heartbeatAfter(Duration.ofMinutes(5));

        // Then
        assertThat(failures).extracting(Failure::rule).containsOnly("cluster.unobserved");
        assertThat(failures).extracting(Failure::state).containsExactly(Failure.State.OPEN, Failure.State.RESOLVED);
        assertThat(failures.get(0).openedAt()).isEqualTo(START.plusSeconds(70));
        assertThat(failures.get(0).message()).contains("60 s");
        assertThat(failures.get(1).resolvedAt()).isEqualTo(START.plusSeconds(310));
    }

    @Test
    void shouldPublishTheSameWhenASilenceIsSeenByTheOutsideClock() {
        // Given
        AnalyzerScenario replay = AnalyzerScenario.startingAt(START);
        replay.heartbeatsFor(Duration.ofSeconds(10));
        analyzer.heartbeatsFor(Duration.ofSeconds(10));

        // When
        List<Failure> live = new java.util.ArrayList<>(analyzer.silent());
        live.addAll(analyzer.heartbeatAfter(Duration.ofMinutes(5)));

        // Then
        assertThat(live).isEqualTo(replay.heartbeatAfter(Duration.ofMinutes(5)));
    }

    @Test
    void shouldEndTheHistoryOfAFailureWithATombstoneWhenItsRetentionHasPassed() {
        // Given
        analyzer.pod("shop", "web-1", "OOMKilled", START);
        analyzer.pod("shop", "web-1", null, START);
        analyzer.heartbeatsFor(Duration.ofSeconds(31));

        // When
        int before = analyzer.tombstones();
        analyzer.heartbeatsFor(Duration.ofDays(7));

        // Then
        assertThat(analyzer.tombstones() - before).isEqualTo(1);
        assertThat(analyzer.failureRows()).isZero();
    }

    @Test
    void shouldGoOnWhenARecordCannotBeRead() {
        // When
        String problem = analyzer.raw("test/core/Pod/shop/bad", "{\"event\":");

        // Then
        assertThat(problem).isNotNull();
        assertThat(analyzer.pod("shop", "web-1", "OOMKilled", START)).hasSize(1);
    }
}
