package dev.faultstream.standalone.replay;

import dev.faultstream.analyzer.lifecycle.FailureRecord;
import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.standalone.terminal.FailureTicker;
import dev.faultstream.standalone.terminal.Style;
import java.io.PrintWriter;
import java.time.Instant;

/** Failures as they opened, changed and resolved, for a person. */
final class TextOutput implements Output {
    private final FailureTicker ticker;

    TextOutput(Style style, PrintWriter out) {
        this.ticker = new FailureTicker(style, out);
    }

    @Override
    public void accept(FailureRecord record, Instant at) {
        Failure failure = record.failure();
        if (failure != null) {
            ExplainedFailure.Text remedy = new ExplainedFailure.Text(
                    failure.remedy().error(),
                    failure.remedy().steps(),
                    ExplainedFailure.Source.REMEDY,
                    null,
                    null,
                    failure.changedAt());
            ticker.show(new ExplainedFailure(failure, remedy));
        }
    }

    @Override
    public void close() {
        ticker.summarize();
    }
}
