package dev.faultstream.standalone.up;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.standalone.terminal.FailureReport;
import dev.faultstream.standalone.terminal.FailureTicker;
import dev.faultstream.standalone.terminal.Style;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;

/** Failures as they open, change and resolve, for a person. */
final class TextView implements View {
    private final Style style;
    private final PrintWriter out;
    private final FailureTicker ticker;

    TextView(Style style, PrintWriter out) {
        this.style = style;
        this.out = out;
        this.ticker = new FailureTicker(style, out);
    }

    @Override
    public boolean summarizesHistory() {
        return true;
    }

    @Override
    public void begin(Collection<ExplainedFailure> open) {
        List<Failure> failures = open.stream().map(ExplainedFailure::failure).toList();
        new FailureReport(style, null).write(failures, out);
        out.println();
        out.flush();
        open.forEach(ticker::remember);
    }

    @Override
    public void show(byte[] json, ExplainedFailure explained) {
        ticker.show(explained);
    }

    @Override
    public void finish() {
        ticker.summarize();
    }
}
