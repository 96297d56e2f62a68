package dev.faultstream.schemas.serde;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import org.apache.kafka.common.errors.SerializationException;

/** Describes why JSON could not be read without quoting it: it may hold what must not reach a log. */
public final class JsonProblems {
    private JsonProblems() {}

    /** For a record that cannot be read. Has no cause: its message, and so a stack trace, would quote the record. */
    static SerializationException unreadable(String what, Exception problem) {
        return new SerializationException("not a valid " + what + ": " + withoutContent(problem));
    }

    /** For a record that cannot be written; without cause, as above. */
    static SerializationException unwritable(String what, Exception problem) {
        return new SerializationException("cannot write a " + what + " as JSON: " + withoutContent(problem));
    }

    /** The kind of problem, the path to it and its place, for example {@code InvalidFormatException at a.b, line 1}. */
    public static String withoutContent(Exception problem) {
        StringBuilder text = new StringBuilder(problem.getClass().getSimpleName());
        if (problem instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                text.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
            }
        }
        if (problem instanceof JsonProcessingException processing && processing.getLocation() != null) {
            JsonLocation place = processing.getLocation();
            text.append(" at line ")
                    .append(place.getLineNr())
                    .append(", column ")
                    .append(place.getColumnNr());
        }
        return text.toString();
    }
}
