package dev.faultstream.sink.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The definition of Results that is shipped, as an API server uses it. */
final class ResultCrd {
    private final JsonNode crd;
    private final Schema schema;

    private ResultCrd(JsonNode crd) {
        this.crd = crd;
        JsonNode open = version().at("/schema/openAPIV3Schema").deepCopy();
        // An API server drops what a schema does not name; here it is an error.
        ((ObjectNode) open.at("/properties/spec")).put("additionalProperties", false);
        ((ObjectNode) open.at("/properties/spec/properties/error/items")).put("additionalProperties", false);
        ((ObjectNode) open.at("/properties/status")).put("additionalProperties", false);
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(open);
    }

    static ResultCrd shipped() {
        Path file = Path.of("..", "k8s", "crds", "results.core.k8sgpt.ai.yaml");
        try {
            return new ResultCrd(new KubernetesSerialization().unmarshal(Files.readString(file), JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode definition() {
        return crd;
    }

    JsonNode version() {
        return crd.at("/spec/versions/0");
    }

    /** What is wrong with an object; empty when nothing is. */
    List<String> violations(JsonNode object) {
        return schema.validate(object).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }
}
