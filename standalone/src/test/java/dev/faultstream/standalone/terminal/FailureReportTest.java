package dev.faultstream.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.standalone.Failures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureReportTest {
    private static final Failures IMAGE = Failures.of("f-1", "pod.image-not-found", Severity.CRITICAL, "web");

    @Test
    void shouldTellRootCausesWithWhatToDoAndBelowThemWhatTheyExplain() {
        // Given
        Failures symptom =
                Failures.of("f-2", "service.no-pods", Severity.CRITICAL, "shop").causedBy("f-1");
        Failures healed = Failures.of("f-3", "job.backoff-limit", Severity.WARNING, "export")
                .resolved(Failures.OPENED.plusSeconds(90));

        // When
        String report = report(List.of(healed.failure(), symptom.failure(), IMAGE.failure()));

        // Then
        assertThat(report).isEqualToNormalizingNewlines("""
                        shop at 2026-03-02 09:10:14Z: 3 failures (2 open, 1 resolved), 2 root causes

                        critical  Deployment storefront/web  pod.image-not-found
                          Something is wrong with web
                          since 2026-03-02 09:00:14Z, for 10 min 0 s
                          1. First this
                          2. Then that
                          explains
                            critical  Deployment storefront/shop  service.no-pods
                              Something is wrong with shop

                        resolved warning  Deployment storefront/export  job.backoff-limit
                          Something is wrong with export
                          since 2026-03-02 09:00:14Z, resolved 2026-03-02 09:01:44Z after 1 min 30 s
                        """);
    }

    @Test
    void shouldSayWhenNothingIsWrong() {
        // When
        String report = report(List.of());

        // Then
        assertThat(report).isEqualToNormalizingNewlines("no failures at 2026-03-02 09:10:14Z\n");
    }

    private static String report(List<Failure> failures) {
        StringWriter text = new StringWriter();
        new FailureReport(Style.plain(), Failures.OPENED.plusSeconds(600)).write(failures, new PrintWriter(text));
        return text.toString();
    }
}
