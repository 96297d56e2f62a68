package dev.faultstream.analyzer.engine;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.schemas.serde.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis found and what it read to find it.
 *
 * @param findings the findings, in the order of the rules
 * @param read names of what the rules read
 * @param wake when the passing of time can change the findings; null for never
 * @param causesRead names of what the search for causes read
 * @param causesWake when the passing of time can change the causes; null for never
 */
record Evaluation(
        List<Finding> findings,
        NavigableSet<String> read,
        @Nullable Instant wake,
        NavigableSet<String> causesRead,
        @Nullable Instant causesWake) {
    static final Evaluation EMPTY = new Evaluation(List.of(), new TreeSet<>(), null, new TreeSet<>(), null);

    Evaluation {
        findings = List.copyOf(findings);
    }

    boolean isEmpty() {
        return findings.isEmpty() && read.isEmpty() && wake == null && causesRead.isEmpty() && causesWake == null;
    }

    @Nullable
    Instant nextWake() {
        if (wake == null || causesWake == null) {
            return wake == null ? causesWake : wake;
        }
        return wake.isBefore(causesWake) ? wake : causesWake;
    }

    byte[] write() {
        try {
            return Json.mapper().writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Evaluation read(byte[] bytes) {
        try {
            return Json.mapper().readValue(bytes, Evaluation.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
