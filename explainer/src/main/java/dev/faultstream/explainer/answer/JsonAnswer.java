package dev.faultstream.explainer.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"error": …, "solution": [ … ]}} token by token, so that what is complete can be kept when the end is
 * missing. A key that comes twice makes it unreadable: nobody can tell which one was meant.
 */
final class JsonAnswer {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private @Nullable String error;
    private final List<String> solution = new ArrayList<>();
    private boolean complete;
    private boolean malformed;

    private JsonAnswer() {}

    /** What the text holds; the text starts at the brace of the object. */
    static JsonAnswer read(String text) {
        JsonAnswer answer = new JsonAnswer();
        try (JsonParser parser = FACTORY.createParser(text)) {
            answer.object(parser);
        } catch (IOException e) {
            answer.malformed = !isEndOfInput(e);
        }
        return answer;
    }

    private static boolean isEndOfInput(IOException e) {
        return e instanceof com.fasterxml.jackson.core.io.JsonEOFException;
    }

    private void object(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            malformed = true;
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if ("error".equals(field) && value == JsonToken.VALUE_STRING) {
                error = parser.getText();
            } else if ("solution".equals(field)) {
                solution(parser, value);
            } else if (value != null) {
                parser.skipChildren();
            }
        }
        complete = parser.currentToken() == JsonToken.END_OBJECT;
    }

    private void solution(JsonParser parser, @Nullable JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            solution.addAll(Steps.split(parser.getText()));
        } else if (value == JsonToken.START_ARRAY) {
            JsonToken item = parser.nextToken();
            while (item != null && item != JsonToken.END_ARRAY) {
                if (item == JsonToken.VALUE_STRING) {
                    solution.add(parser.getText());
                } else {
                    malformed = true;
                    parser.skipChildren();
                }
                item = parser.nextToken();
            }
        }
    }

    @Nullable
    String error() {
        return error;
    }

    List<String> solution() {
        return solution;
    }

    /** Whether the object was closed. */
    boolean isComplete() {
        return complete;
    }

    /** Whether it is not the JSON that was asked for, apart from a missing end. */
    boolean isMalformed() {
        return malformed;
    }
}
