package dev.faultstream.standalone.up;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import java.io.PrintStream;

/** The records as they are, one a line. */
final class JsonView implements View {
    private final PrintStream out;

    JsonView(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(byte[] json, ExplainedFailure explained) {
        out.writeBytes(json);
        out.write('\n');
        out.flush();
    }
}
