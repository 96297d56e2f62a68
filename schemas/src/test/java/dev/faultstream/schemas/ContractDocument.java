package dev.faultstream.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.schemas.topic.TopicSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parts of the contract's documentation that come from the code. */
final class ContractDocument {
    private static final Pattern SECTION =
            Pattern.compile("<!-- generated: (\\S+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);

    private ContractDocument() {}

    /** The document with its generated parts as they are to be. */
    static String refresh(String document) {
        return SECTION.matcher(document)
                .replaceAll(section -> Matcher.quoteReplacement("<!-- generated: " + section.group(1) + " -->\n"
                        + generate(section.group(1)) + "<!-- end -->"));
    }

    static Set<String> sections(String document) {
        return SECTION.matcher(document)
                .results()
                .map(section -> section.group(1))
                .collect(Collectors.toSet());
    }

    private static String generate(String section) {
        if ("topics".equals(section)) {
            return topics();
        }
        String[] parts = section.split("#", 2);
        JsonNode schema = ContractSchemas.schema(parts[0]);
        return fields(schema, parts.length == 1 ? schema : schema.at(parts[1]));
    }

    private static String topics() {
        StringBuilder text = new StringBuilder("| topic | partitions | settings |\n|---|---|---|\n");
        for (TopicSpec spec : TopicSpec.all(TopicSettings.defaults())) {
            String settings = new TreeMap<>(spec.config())
                    .entrySet().stream()
                            .map(entry -> '`' + entry.getKey() + '=' + entry.getValue() + '`')
                            .collect(Collectors.joining(", "));
            text.append("| `").append(spec.name()).append("` | ").append(spec.partitions());
            text.append(" | ").append(settings).append(" |\n");
        }
        return text.toString();
    }

    private static String fields(JsonNode root, JsonNode schema) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        StringBuilder text = new StringBuilder("| field | type | present | what it tells |\n|---|---|---|---|\n");
        rows(root, schema, "", required, text);
        return text.toString();
    }

    private static void rows(JsonNode root, JsonNode schema, String prefix, Set<String> required, StringBuilder text) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode field = resolve(root, property.getValue());
            text.append("| `")
                    .append(prefix)
                    .append(property.getKey())
                    .append("` | ")
                    .append(type(root, field));
            text.append(" | ").append(required.contains(property.getKey()) ? "always" : "optional");
            text.append(" | ").append(description(property.getValue(), field)).append(" |\n");
            JsonNode nested = "array".equals(field.path("type").asText()) ? resolve(root, field.path("items")) : field;
            if (nested.has("properties") && !"resource".equals(property.getKey())) {
                Set<String> nestedRequired = new HashSet<>();
                nested.path("required").forEach(name -> nestedRequired.add(name.asText()));
                String mark = nested.equals(field) ? "." : "[].";
                rows(root, nested, prefix + property.getKey() + mark, nestedRequired, text);
            }
        }
    }

    private static String type(JsonNode root, JsonNode field) {
        if (field.has("const")) {
            return '`' + field.get("const").asText() + '`';
        }
        if (field.has("enum")) {
            List<String> values = new ArrayList<>();
            field.get("enum").forEach(value -> values.add('`' + value.asText() + '`'));
            return String.join(", ", values);
        }
        String type = field.path("type").asText();
        if ("array".equals(type)) {
            return "list of " + type(root, resolve(root, field.path("items")));
        }
        if (field.path("additionalProperties").isObject()) {
            return "map to " + type(root, resolve(root, field.get("additionalProperties")));
        }
        return "date-time".equals(field.path("format").asText()) ? "instant" : type;
    }

    private static JsonNode resolve(JsonNode root, JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        return reference.startsWith("#") ? root.at(reference.substring(1)) : schema;
    }

    private static String description(JsonNode given, JsonNode resolved) {
        return given.path("description").asText(resolved.path("description").asText(""));
    }
}
