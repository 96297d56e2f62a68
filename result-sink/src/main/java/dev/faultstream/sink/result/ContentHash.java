package dev.faultstream.sink.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The content hash of a Result, by which its consumers see whether it has changed: SHA-256 of the JSON of kind, name,
 * parent and error texts, written exactly as Go's encoder writes it. Details are left out: other words are no change.
 */
final class ContentHash {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ObjectWriter AS_GO_WRITES = MAPPER.writer(new GoEscapes());

    private ContentHash() {}

    static String of(ResultSpec spec) {
        ObjectNode content = MAPPER.createObjectNode();
        content.put("Kind", spec.kind());
        content.put("Name", spec.name());
        content.put("ParentObject", spec.parentObject());
        content.put("ErrorCount", spec.error().size());
        ArrayNode texts = content.putArray("ErrorTexts");
        spec.error().forEach(error -> texts.add(error.text()));
        try {
            return sha256(AS_GO_WRITES.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and a number can always be written", e);
        }
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JRE has SHA-256", e);
        }
    }

    /** Go escapes what could end a script element, and two line separators; backspace and form feed since Go 1.22. */
    private static final class GoEscapes extends CharacterEscapes {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
            codes['<'] = ESCAPE_CUSTOM;
            codes['>'] = ESCAPE_CUSTOM;
            codes['&'] = ESCAPE_CUSTOM;
            for (int c = 0; c < ' '; c++) {
                if (codes[c] == ESCAPE_STANDARD) {
                    codes[c] = ESCAPE_CUSTOM;
                }
            }
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int ch) {
            boolean escaped = ch < ' ' || ch == '<' || ch == '>' || ch == '&' || ch == '\u2028' || ch == '\u2029';
            return escaped ? new SerializedString(String.format("\\u%04x", ch)) : null;
        }
    }
}
