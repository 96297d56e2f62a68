package dev.faultstream.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.faultstream.schemas.serde.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The JSON Schemas of the contract, also in a form that allows only the fields they name. */
public final class ContractSchemas {
    public static final List<String> NAMES =
            List.of("resource-snapshot", "failure", "explanation", "explained-failure", "recording-line");

    private static final String BASE = "https://faultstream.dev/schemas/";
    private static final Map<String, JsonNode> LOADED =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(ContractSchemas::fileName, ContractSchemas::load));
    private static final Map<String, Schema> STRICT = new ConcurrentHashMap<>();
    private static final Map<String, Schema> OPEN = new ConcurrentHashMap<>();

    private ContractSchemas() {}

    /** What is wrong with a record; empty when nothing is. */
    public static List<String> violations(String name, byte[] record) {
        return violations(OPEN.computeIfAbsent(name, n -> compile(n, schema(n), false)), record);
    }

    /** The same, where a field that the schema does not name is wrong too. */
    public static List<String> strictViolations(String name, byte[] record) {
        return violations(STRICT.computeIfAbsent(name, n -> compile(n, strict(n), true)), record);
    }

    public static JsonNode schema(String name) {
        return requireNonNull(LOADED.get(fileName(name)));
    }

    public static String fileName(String name) {
        return name + ".v1.schema.json";
    }

    private static List<String> violations(Schema schema, byte[] record) {
        try {
            return schema.validate(Json.mapper().readTree(record)).stream()
                    .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema compile(String name, JsonNode root, boolean strict) {
        Map<String, String> sources = LOADED.entrySet().stream()
                .collect(Collectors.toMap(entry -> BASE + entry.getKey(), entry -> referred(entry.getValue(), strict)
                        .toString()));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(sources)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        return registry.getSchema(SchemaLocation.of(BASE + "under-test/" + fileName(name)), withoutId(root));
    }

    private static JsonNode referred(JsonNode schema, boolean strict) {
        return strict ? closeNested(schema.deepCopy(), false) : schema;
    }

    private static JsonNode withoutId(JsonNode root) {
        ObjectNode copy = root.deepCopy();
        copy.remove("$id");
        String text = copy.toString().replace("\"failure.v1.schema.json\"", '"' + BASE + "failure.v1.schema.json\"");
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode strict(String name) {
        ObjectNode root = schema(name).deepCopy();
        root.put("unevaluatedProperties", false);
        return closeNested(root, false);
    }

    /** Makes every object below that has named fields refuse others; {@code resource} stays what Kubernetes makes it. */
    private static JsonNode closeNested(JsonNode node, boolean isSchema) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            boolean closes = "properties".equals(field.getKey()) || "$defs".equals(field.getKey());
            if ("resource".equals(field.getKey())
                    || "if".equals(field.getKey())
                    || "then".equals(field.getKey())
                    || "else".equals(field.getKey())) {
                continue;
            }
            if (closes) {
                field.getValue().properties().forEach(entry -> {
                    if (!"resource".equals(entry.getKey())) {
                        closeNested(entry.getValue(), true);
                    }
                });
            } else {
                closeNested(field.getValue(), "items".equals(field.getKey()));
            }
        }
        if (isSchema && node instanceof ObjectNode schema && schema.has("properties")) {
            schema.put("additionalProperties", false);
        }
        return node;
    }

    private static JsonNode load(String name) {
        try (InputStream json = ContractSchemas.class.getResourceAsStream("json/" + fileName(name))) {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
