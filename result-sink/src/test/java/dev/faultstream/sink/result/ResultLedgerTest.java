package dev.faultstream.sink.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
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
        ledger.record(settled(there));
        ledger.record(settled(desired("f-goes", 1)));

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
        ObservedResult settled = settled(fine);

        // When
        ResultLedger.Differences differences = ledger.compare(
                ledger.mark(),
                List.of(
                        settled,
                        new ObservedResult("", edited.name(), edited.labels(), "other", settled.status()),
                        new ObservedResult("f-orphan", "orphan", fine.labels(), "any", settled.status()),
                        new ObservedResult("f-fine", "old-name", fine.labels(), "any", settled.status()),
                        new ObservedResult("f-others", "others", fine.labels(), "any", settled.status())),
                id -> !id.equals("f-others"));

        // Then
        assertThat(differences.failureIds()).containsExactlyInAnyOrder("f-missing", "f-edited", "f-orphan");
        assertThat(differences.strays()).containsExactly("old-name");
    }

    @Test
    void shouldTrustAWriteMoreThanAListThatWasAskedForBefore() {
        // Given
        DesiredResult desired = desired("f-1", 1);
        ledger.want("f-1", desired);
        long mark = ledger.mark();
        ledger.record(settled(desired));

        // When
        ResultLedger.Differences differences = ledger.compare(mark, List.of(), id -> true);

        // Then
        assertThat(differences.failureIds()).isEmpty();
        assertThat(ledger.observed("f-1")).isNotNull();
    }

    @Test
    void shouldForgetWhatIsAnotherInstances() {
        // Given
        ledger.want("f-1", desired("f-1", 1));
        ledger.record(settled(desired("f-1", 1)));

        // When
        ledger.release(id -> true);

        // Then
        assertThat(ledger.size()).isZero();
        assertThat(ledger.observed("f-1")).isNull();
    }

    private static ObservedResult settled(DesiredResult desired) {
        ResultStatus status = ResultStatus.created(desired).after(desired, true);
        return ObservedResult.written(desired, status);
    }

    private DesiredResult desired(String id, int revision) {
        return Objects.requireNonNull(mapper.map(ResultSamples.open(id, revision, "message " + revision)));
    }
}
