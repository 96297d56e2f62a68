package dev.faultstream.service.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Reads a configuration file into flat, dotted names. */
final class ConfigFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path path;
    private final int rank;
    private final Map<String, RawValue> values = new LinkedHashMap<>();

    private ConfigFile(Path path, int rank) {
        this.path = path;
        this.rank = rank;
    }

    /**
     * The settings of a file by name.
     *
     * @throws IOException if it cannot be read; its message does not quote the file's content
     */
    static Map<String, RawValue> read(Path path, int rank) throws IOException {
        ConfigFile file = new ConfigFile(path, rank);
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".properties")) {
            file.readProperties();
        } else if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
            file.readYaml();
        } else {
            throw new IOException("must end with .yaml, .yml, .json or .properties");
        }
        return file.values;
    }

    private void readProperties() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException("is not a valid properties file", e);
        }
        properties.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> put(name, List.of(properties.getProperty(name)), false));
    }

    private void readYaml() throws IOException {
        JsonNode root;
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            root = YAML.readTree(reader);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new IOException("is not valid YAML" + place, e);
        }
        if (root.isObject()) {
            flatten("", root);
        } else if (!root.isMissingNode() && !root.isNull()) {
            throw new IOException("must be a mapping of keys to values");
        }
    }

    private void flatten(String prefix, JsonNode node) throws IOException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(name + '.', value);
            } else if (value.isArray()) {
                put(name, items(name, value), true);
            } else if (!value.isNull()) {
                put(name, List.of(value.asText()), false);
            }
        }
    }

    private static List<String> items(String name, JsonNode array) throws IOException {
        List<String> items = new ArrayList<>();
        for (JsonNode item : array) {
            if (!item.isValueNode() || item.isNull()) {
                throw new IOException("has something else than plain values in the list " + name);
            }
            items.add(item.asText());
        }
        return items;
    }

    private void put(String name, List<String> items, boolean sequence) {
        values.put(name, new RawValue(items, sequence, "file " + path, rank));
    }
}
