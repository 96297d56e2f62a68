package dev.faultstream.watcher.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.faultstream.schemas.recording.RecordingLine;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.Resources;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of a recording's text, checked one by one. Blank lines are left out. */
final class RecordingLines implements AutoCloseable {
    private static final ObjectReader READER = Json.mapper().readerFor(RecordingLine.class);

    private final String file;
    private final BufferedReader reader;
    private final Consumer<RecordingException> onProblem;
    private long number;

    RecordingLines(String file, BufferedReader reader, Consumer<RecordingException> onProblem) {
        this.file = file;
        this.reader = reader;
        this.onProblem = onProblem;
    }

    /** The next line that can be read; empty at the end. */
    Optional<RecordingLine> next() {
        for (String text = nextText(); text != null; text = nextText()) {
            if (!text.isBlank()) {
                Optional<RecordingLine> line = parse(text);
                if (line.isPresent()) {
                    return line;
                }
            }
        }
        return Optional.empty();
    }

    /** The next text as it is, for those who look for few lines only; null at the end. */
    @Nullable
    String nextText() {
        try {
            number++;
            return reader.readLine();
        } catch (IOException e) {
            throw new RecordingException(
                    file, number, "cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private Optional<RecordingLine> parse(String text) {
        try {
            RecordingLine line = READER.readValue(text);
            checkIdentity(line);
            return Optional.of(line);
        } catch (JsonProcessingException e) {
            onProblem.accept(new RecordingException(file, number, problem(e), null));
        } catch (IllegalArgumentException e) {
            onProblem.accept(new RecordingException(file, number, String.valueOf(e.getMessage()), null));
        }
        return Optional.empty();
    }

    private static void checkIdentity(RecordingLine line) {
        if (line.resource() != null) {
            Resources.key(line.cluster() == null ? "?" : line.cluster(), line.resource());
        }
        if (line.group() != null && line.kind() != null) {
            KindRef.of(line.group() + "/v1", line.kind());
        }
        if (line.cluster() != null
                && (line.cluster().isEmpty() || line.cluster().indexOf('/') >= 0)) {
            throw new IllegalArgumentException("cluster must be a name without '/'");
        }
    }

    private static String problem(JsonProcessingException e) {
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException cause) {
            return String.valueOf(cause.getMessage());
        }
        if (e.getCause() instanceof StreamReadException cause) {
            return JsonText.problem(cause, "JSON");
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "wrong value of " + mapping.getPath().get(0).getFieldName();
        }
        return JsonText.problem(e, "JSON");
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new RecordingException(file, "cannot be closed", e);
        }
    }
}
