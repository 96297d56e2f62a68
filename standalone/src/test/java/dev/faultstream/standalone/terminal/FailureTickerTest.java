package dev.faultstream.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.standalone.Failures;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FailureTickerTest {
    private static final Failures IMAGE = Failures.of("f-1", "pod.image-not-found", Severity.WARNING, "web");

    private final StringWriter shown = new StringWriter();
    private final FailureTicker ticker = new FailureTicker(Style.plain(), new PrintWriter(shown));

    @Test
    void shouldTellTheStoryOfAFailure() {
        // When
        ticker.show(IMAGE.explained());
        ticker.show(IMAGE.explained(ExplainedFailure.Source.MODEL));
        ticker.show(IMAGE.next(Severity.CRITICAL, 60).explained());
        ticker.show(Failures.of("f-2", "service.no-pods", Severity.CRITICAL, "web")
                .causedBy("f-1")
                .explained());
        ticker.show(IMAGE.next(Severity.CRITICAL, 60)
                .resolved(Failures.OPENED.plusSeconds(436))
                .explained());
        ticker.summarize();

        // Then
        assertThat(shown.toString()).isEqualToNormalizingNewlines("""
                        09:00:14  opened     warning   Deployment storefront/web  pod.image-not-found
                                  Something is wrong with web
                                  → First this
                        09:00:14  explained  warning   Deployment storefront/web  pod.image-not-found
                                  What the MODEL says
                                  1. Do it
                        09:01:14  changed    critical  Deployment storefront/web  pod.image-not-found
                                  was warning
                                  objects: 1 → 60
                        09:00:14  opened     critical  Deployment storefront/web  service.no-pods
                                  Something is wrong with web
                                  because of Deployment storefront/web pod.image-not-found
                        09:07:30  resolved   critical  Deployment storefront/web  pod.image-not-found after 7 min 16 s

                        2 opened, 1 resolved, 1 open now
                        """);
    }

    @Test
    void shouldNotLetTheClusterDriveTheTerminal() {
        // When
        ticker.show(IMAGE.saying("\u001b]0;title\u0007 gone\n12:00:00  resolved  everything")
                .explained());

        // Then
        assertThat(shown.toString()).doesNotContain("\u001b", "\u0007").contains("]0;title gone 12:00:00  resolved");
    }

    @Test
    void shouldColourWhatIsSevereOnATerminal() {
        // Given
        FailureTicker coloured = new FailureTicker(Style.coloured(), new PrintWriter(shown));

        // When
        coloured.show(IMAGE.next(Severity.CRITICAL, 1).explained());

        // Then
        assertThat(shown.toString()).contains("\u001b[31m").contains("critical");
    }
}
