package dev.faultstream.sink.alert.text;

import dev.faultstream.schemas.remedy.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All texts in one language. Immutable. */
public final class Texts {
    /** The languages there are texts in. */
    public static final Set<String> LANGUAGES = Set.of("en", "zh");

    private static final String FALLBACK = "en";

    private final Map<TextKey, Template> templates;

    private Texts(Map<TextKey, Template> templates) {
        this.templates = new EnumMap<>(templates);
    }

    /** The texts of a language; those in English for one that there are none in. */
    public static Texts in(String language) {
        String file = "texts." + (LANGUAGES.contains(language) ? language : FALLBACK) + ".properties";
        try (InputStream stream = Texts.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            return new Texts(templates(read(new InputStreamReader(stream, StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same, with those of a properties file in place of some.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it has a text that there is not, or something in braces that is not known
     */
    public Texts with(Path file) throws IOException {
        Map<TextKey, Template> all = new EnumMap<>(templates);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            all.putAll(templates(read(reader)));
        }
        return new Texts(all);
    }

    /** A text with values in place of what stands in braces. */
    public String text(TextKey key, Map<String, String> values) {
        Template template = templates.get(key);
        if (template == null) {
            throw new IllegalStateException("no text " + key.key());
        }
        return template.render(values);
    }

    /** A text that has nothing in braces. */
    public String text(TextKey key) {
        return text(key, Map.of());
    }

    private static Properties read(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        return properties;
    }

    private static Map<TextKey, Template> templates(Properties properties) {
        Map<TextKey, Template> templates = new EnumMap<>(TextKey.class);
        Map<String, TextKey> known =
                Arrays.stream(TextKey.values()).collect(Collectors.toMap(TextKey::key, key -> key));
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            TextKey key = known.get(name);
            if (key == null) {
                throw new IllegalArgumentException("there is no text " + name);
            }
            Template template = new Template(properties.getProperty(name));
            template.names().stream()
                    .filter(inBraces -> !key.names().contains(inBraces))
                    .findFirst()
                    .ifPresent(unknown -> {
                        throw new IllegalArgumentException("{" + unknown + "} cannot stand in " + name);
                    });
            templates.put(key, template);
        }
        return templates;
    }
}
