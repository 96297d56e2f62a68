package dev.faultstream.schemas.remedy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The hand-written remedy of every rule, in every language, as templates. Immutable. */
public final class Remedies {
    /** The languages that every remedy is written in. */
    public static final Set<String> LANGUAGES = Set.of("en", "zh");

    private static final String RESOURCE = "remedies.yaml";

    private final Map<String, Map<String, RemedyTemplate>> byRule;

    private Remedies(Map<String, Map<String, RemedyTemplate>> byRule) {
        this.byRule = Map.copyOf(byRule);
    }

    /** The remedies that come with Faultstream. */
    public static Remedies load() {
        return Holder.BUILT_IN;
    }

    /** The remedy of a rule in a language, else in English; empty when the rule has none. */
    public Optional<RemedyTemplate> find(String rule, String language) {
        Map<String, RemedyTemplate> byLanguage = byRule.getOrDefault(rule, Map.of());
        return Optional.ofNullable(byLanguage.getOrDefault(language, byLanguage.get("en")));
    }

    /** The rules that have a remedy. */
    public Set<String> rules() {
        return byRule.keySet();
    }

    /**
     * A remedy before its parameters are filled in.
     *
     * @param error what the failure means
     * @param steps what to do, in order
     */
    public record RemedyTemplate(String error, List<String> steps) {
        public RemedyTemplate {
            steps = List.copyOf(steps);
        }
    }

    private static final class Holder {
        static final Remedies BUILT_IN = read();

        private static Remedies read() {
            try (InputStream yaml = Remedies.class.getResourceAsStream(RESOURCE)) {
                return new Remedies(new YAMLMapper().readValue(yaml, new TypeReference<>() {}));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + RESOURCE, e);
            }
        }
    }
}
