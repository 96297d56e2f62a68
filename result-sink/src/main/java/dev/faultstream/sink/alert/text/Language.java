package dev.faultstream.sink.alert.text;

import dev.faultstream.schemas.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chooses the texts for a failure: in the configured language, else in that of the failure's own words. Immutable. */
public final class Language {
    private final @Nullable String configured;
    private final Map<String, Texts> texts;

    private Language(@Nullable String configured, Map<String, Texts> texts) {
        this.configured = configured;
        this.texts = Map.copyOf(texts);
    }

    /**
     * A choice of language.
     *
     * @param language the language of all texts; null for that of each failure
     * @param overrides a properties file with texts to use in place of ours; null for none
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the file has a text that there is not
     */
    public static Language of(@Nullable String language, @Nullable Path overrides) throws IOException {
        Map<String, Texts> texts = new TreeMap<>();
        for (String each : Texts.LANGUAGES) {
            Texts ours = Texts.in(each);
            texts.put(each, overrides == null ? ours : ours.with(overrides));
        }
        return new Language(language, texts);
    }

    /** The texts for a failure. */
    public Texts textsFor(Failure failure) {
        Texts chosen = texts.get(configured == null ? failure.language() : configured);
        return chosen == null ? texts.getOrDefault("en", Texts.in("en")) : chosen;
    }
}
