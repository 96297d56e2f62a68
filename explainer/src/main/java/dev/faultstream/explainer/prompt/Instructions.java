package dev.faultstream.explainer.prompt;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** What every question of a language starts with, byte for byte the same, and what it ends with. */
enum Instructions {
    ENGLISH("en", "Answer in English with the JSON object: \"error\", then \"solution\"."),
    CHINESE("zh", "请用简体中文回答，只输出 JSON 对象：先 \"error\"，后 \"solution\"。");

    private static final Map<String, Instructions> BY_LANGUAGE = Map.of("en", ENGLISH, "zh", CHINESE);

    private final String language;
    private final String closing;
    private final String system;

    Instructions(String language, String closing) {
        this.language = language;
        this.closing = closing;
        this.system = read("system-" + language + ".txt");
    }

    /** The instructions of a language, else those in English. */
    static Instructions of(String language) {
        return BY_LANGUAGE.getOrDefault(language, ENGLISH);
    }

    static Set<String> languages() {
        return BY_LANGUAGE.keySet();
    }

    String language() {
        return language;
    }

    String system() {
        return system;
    }

    String closing() {
        return closing;
    }

    private static String read(String resource) {
        try (InputStream text = Instructions.class.getResourceAsStream(resource)) {
            return new String(requireNonNull(text, resource).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
