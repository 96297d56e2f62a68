package dev.faultstream.standalone.replay;

import dev.faultstream.analyzer.lifecycle.FailureRecord;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.Topics;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The records as the topic would hold them, one a line. */
final class JsonOutput implements Output {
    private final PrintWriter out;

    JsonOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(FailureRecord record, Instant at) {
        Failure failure = record.failure();
        if (failure != null) {
            byte[] json = FaultstreamSerdes.failure().serializer().serialize(Topics.FAILURES, failure);
            out.println(new String(json, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
