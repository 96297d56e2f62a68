package dev.faultstream.watcher.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.faultstream.schemas.serde.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/** The documents of a text that is JSON (also several values one after the other) or YAML (also several documents). */
final class Documents {
    private static final int LOOK_AHEAD = 64 * 1024;
    private static final YAMLFactory YAML =
            YAMLFactory.builder().loaderOptions(loaderOptions()).build();

    private Documents() {}

    /**
     * Reads all documents.
     *
     * @throws RecordingException if the text is not valid
     */
    static void read(String file, BufferedReader text, Consumer<JsonNode> onDocument) {
        String format = "YAML";
        try {
            boolean json = isJson(text);
            format = json ? "JSON" : format;
            JsonFactory factory = json ? Json.mapper().getFactory() : YAML;
            try (Reader reader = new LogSkippingReader(text);
                    JsonParser parser = factory.createParser(reader)) {
                parser.setCodec(Json.mapper());
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    @Nullable JsonNode document = parser.readValueAsTree();
                    if (document != null) {
                        onDocument.accept(document);
                    }
                }
            }
        } catch (IOException e) {
            throw new RecordingException(file, JsonText.line(e), JsonText.problem(e, format), null);
        }
    }

    private static boolean isJson(BufferedReader text) throws IOException {
        text.mark(LOOK_AHEAD);
        int first = text.read();
        for (int i = 1; i < LOOK_AHEAD && first >= 0 && (Character.isWhitespace(first) || first == 0xfeff); i++) {
            first = text.read();
        }
        text.reset();
        return first == '{' || first == '[';
    }

    private static LoaderOptions loaderOptions() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }
}
