package dev.faultstream.watcher.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** Says in words why a text could not be read, without quoting it. */
final class JsonText {
    private JsonText() {}

    static String problem(IOException problem, String format) {
        if (problem instanceof JsonEOFException) {
            return "the text ends inside a " + format + " value";
        }
        if (problem instanceof JsonProcessingException processing && processing.getLocation() != null) {
            return "not valid " + format + " (column "
                    + processing.getLocation().getColumnNr() + ")";
        }
        return problem instanceof JsonProcessingException ? "not valid " + format : "cannot be read";
    }

    static long line(IOException problem) {
        return problem instanceof JsonProcessingException processing && processing.getLocation() != null
                ? processing.getLocation().getLineNr()
                : 0;
    }
}
