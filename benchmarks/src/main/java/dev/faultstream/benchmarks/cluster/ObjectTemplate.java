package dev.faultstream.benchmarks.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An object as JSON with holes, {@code {{name}}}. Immutable. */
final class ObjectTemplate {
    private final List<String> texts = new ArrayList<>();
    private final List<String> holes = new ArrayList<>();

    private ObjectTemplate(String template) {
        int from = 0;
        for (int open = template.indexOf("{{"); open >= 0; open = template.indexOf("{{", from)) {
            int close = template.indexOf("}}", open);
            texts.add(template.substring(from, open));
            holes.add(template.substring(open + 2, close));
            from = close + 2;
        }
        texts.add(template.substring(from));
    }

    /** Reads the resource of that name beside this class; line ends in it do not count. */
    static ObjectTemplate of(String resource) {
        try (InputStream stream = ObjectTemplate.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(stream, resource).readAllBytes();
            return new ObjectTemplate(new String(bytes, StandardCharsets.UTF_8).replace("\n", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder(4096);
        for (int i = 0; i < holes.size(); i++) {
            filled.append(texts.get(i)).append(Objects.requireNonNull(values.get(holes.get(i)), holes.get(i)));
        }
        return filled.append(texts.get(holes.size())).toString();
    }
}
