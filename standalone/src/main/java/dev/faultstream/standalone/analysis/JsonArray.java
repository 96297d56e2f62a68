package dev.faultstream.standalone.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.Json;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

/** Writes failures as a JSON array, one on each line, so that two results can be compared line by line. */
final class JsonArray {
    private JsonArray() {}

    static void write(List<Failure> failures, PrintWriter out) {
        out.println("[");
        for (Iterator<Failure> rest = failures.iterator(); rest.hasNext(); ) {
            out.print(json(rest.next()));
            out.println(rest.hasNext() ? "," : "");
        }
        out.println("]");
    }

    private static String json(Failure failure) {
        try {
            return Json.mapper().writeValueAsString(failure);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a failure cannot be written as JSON", e);
        }
    }
}
