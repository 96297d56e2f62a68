package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultLedgerTest {
    private final ResultLedger ledger = new ResultLedger();
    private final ResultMapper mapper = new ResultMapper(ResultSamples.settings());

    @Test
    void shouldTellOnlyWhatIsNew() {
        // When
        boolean first = ledger.want("f-1", desired("f-1", 1));
        boolean same = ledger.want("f-1", desired("f-1", 1));
        boolean other = ledger.want("f-1", desired("f-1", 2));
        boolean gone = ledger.want("f-1", null);
        boolean unknown = ledger.want("f-2", null);

        // Then
        assertThat(List.of(first, same, other, gone, unknown)).containsExactly(true, false, true, true, false);
    }

    @Test
    void shouldCountWhatIsThereAndWanted() {
        // Given
        DesiredResult there = desired("f-there", 1);
        ledger.want("f-there", there);
        ledger.want("f-missing", desired("f-missing", 1));
        ledger.record("f-there", settled(there));
        ledger.record("f-goes", settled(desired("f-goes", 1)));

        // When
        List<KeptResult> kept = ledger.kept();

        // Then
        assertThat(kept).containsExactly(KeptResult.of(there.spec()));
        assertThat(kept.get(0).name()).startsWith(kept.get(0).namespace() + "/");
    }

    @Test
    void shouldFindWhatIsMissingWrongLeftOverAndStray() {
        // Given
        DesiredResult fine = desired("f-fine", 1);
        DesiredResult edited = desired("f-edited", 1);
        ledger.want("f-missing", desired("f-missing", 1));
        ledger.want("f-fine", fine);
        ledger.want("f-edited", edited);

        // When
        ResultLedger.Differences differences = ledger.compare(
                ledger.mark(),
                List.of(
                        settled(fine),
                        listed("", edited.place(), "other"),
                        listed("f-orphan", place("orphan"), "any"),
                        listed("f-fine", place("old-name"), "any"),
                        listed(
                                "f-fine",
                                new ResultPlace("elsewhere", fine.place().name()),
                                "any"),
                        listed("", place("nameless"), "any"),
                        listed("f-others", place("others"), "any")),
                id -> !id.equals("f-others"));

        // Then
        assertThat(differences.failureIds()).containsExactlyInAnyOrder("f-missing", "f-edited", "f-orphan");
        assertThat(differences.strays())
                .containsExactly(
                        place("old-name"),
                        new ResultPlace("elsewhere", fine.place().name()),
                        place("nameless"));
    }

    @Test
    void shouldTrustAWriteMoreThanAListThatWasAskedForBefore() {
        // Given
        DesiredResult desired = desired("f-1", 1);
        ledger.want("f-1", desired);
        long mark = ledger.mark();
        ledger.record("f-1", settled(desired));

        // When
        ResultLedger.Differences differences = ledger.compare(mark, List.of(), id -> true);

        // Then
        assertThat(differences.failureIds()).isEmpty();
        assertThat(ledger.observed("f-1")).isNotNull();
    }

    @Test
    void shouldSeeWhatOthersDoAndNotItsOwnWrites() {
        // Given
        DesiredResult desired = desired("f-1", 1);
        ledger.want("f-1", desired);
        ResultStatus created = ResultStatus.created(desired);
        ledger.record("f-1", ResultSamples.observed(desired, created, "12"));
        ObservedResult edited = new ObservedResult("f-1", desired.place(), desired.labels(), "other", created, "13");

        // When
        String own = see(ResultSamples.observed(desired, ResultStatus.NONE, "11"), false);
        String ownAgain = see(ResultSamples.observed(desired, created, "12"), false);
        String edit = see(edited, false);
        String foreignLabel = see(ResultSamples.observed(desired, created, "14"), false);
        String deletedLongAgo = see(ResultSamples.observed(desired, created, "3"), true);
        String deleted = see(ResultSamples.observed(desired, created, "15"), true);

        // Then
        assertThat(own).isNull();
        assertThat(ownAgain).isNull();
        assertThat(edit).isEqualTo("f-1");
        assertThat(foreignLabel).isNull();
        assertThat(deletedLongAgo).isNull();
        assertThat(deleted).isEqualTo("f-1");
    }

    @Test
    void shouldTakeAwayWhatSomebodyPutsBackForAFailureThatIsOver() {
        // Given
        DesiredResult over = desired("f-1", 1);

        // When
        String put = see(ResultSamples.observed(over, ResultStatus.NONE, "20"), false);
        String gone = see(ResultSamples.observed(over, ResultStatus.NONE, "21"), true);

        // Then
        assertThat(put).isEqualTo("f-1");
        assertThat(gone).isNull();
    }

    @Test
    void shouldForgetWhatIsAnotherInstances() {
        // Given
        ledger.want("f-1", desired("f-1", 1));
        ledger.record("f-1", settled(desired("f-1", 1)));

        // When
        ledger.release(id -> true);

        // Then
        assertThat(ledger.size()).isZero();
        assertThat(ledger.observed("f-1")).isNull();
    }

    private @Nullable String see(ObservedResult result, boolean gone) {
        return ledger.see(result, gone, id -> true);
    }

    private static ObservedResult listed(String failureId, ResultPlace place, String fingerprint) {
        return new ObservedResult(failureId, place, Map.of(), fingerprint, ResultStatus.NONE, "5");
    }

    private static ResultPlace place(String name) {
        return new ResultPlace(FakeResultServer.NAMESPACE, name);
    }

    private static ObservedResult settled(DesiredResult desired) {
        ResultStatus status = ResultStatus.created(desired).after(desired, true);
        return ResultSamples.observed(desired, status, "5");
    }

    private DesiredResult desired(String id, int revision) {
        return Objects.requireNonNull(mapper.map(ResultSamples.open(id, revision, "message " + revision)));
    }
}
