package dev.faultstream.schemas.serde;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;

/** Describes why JSON could not be read without quoting it: it may hold what must not reach a log. */
public final class JsonProblems {
    private JsonProblems() {}

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
