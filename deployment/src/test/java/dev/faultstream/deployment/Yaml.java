package dev.faultstream.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads files of the repository. */
final class Yaml {
    /** The repository's root, seen from this module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>faultstream</artifactId>\\s*<version>([^<]+)</version>");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    /** The documents of a text, merge keys carried out; a key that stands twice is an error. */
    static List<JsonNode> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(64 * 1024 * 1024);
        List<JsonNode> all = new ArrayList<>();
        new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).loadAll(text).forEach(document -> {
            if (document != null) {
                all.add(JSON.valueToTree(document));
            }
        });
        return all;
    }

    static List<JsonNode> documents(Path file) {
        return documents(text(file));
    }

    /** The version of the project, as its pom says it. */
    static String version() {
        Matcher version = VERSION.matcher(text(ROOT.resolve("pom.xml")));
        if (!version.find()) {
            throw new IllegalStateException("the pom has no version");
        }
        return version.group(1);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
