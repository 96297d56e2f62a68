package dev.faultstream.schemas.remedy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** What the API fields that rules are about mean, in every language. Immutable. */
public final class ApiDocs {
    private static final String RESOURCE = "api-docs.yaml";

    private final Map<String, Map<String, String>> byField;

    private ApiDocs(Map<String, Map<String, String>> byField) {
        this.byField = Map.copyOf(byField);
    }

    /** The documentation that comes with Faultstream. */
    public static ApiDocs load() {
        return Holder.BUILT_IN;
    }

    /** What a field means, in a language, else in English; empty when it is not documented. */
    public Optional<String> find(String field, String language) {
        Map<String, String> byLanguage = byField.getOrDefault(field, Map.of());
        return Optional.ofNullable(byLanguage.getOrDefault(language, byLanguage.get("en")));
    }

    private static final class Holder {
        static final ApiDocs BUILT_IN = read();

        private static ApiDocs read() {
            try (InputStream yaml = ApiDocs.class.getResourceAsStream(RESOURCE)) {
                return new ApiDocs(
                        new YAMLMapper().readValue(requireNonNull(yaml, RESOURCE), new TypeReference<>() {}));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + RESOURCE, e);
            }
        }
    }
}
