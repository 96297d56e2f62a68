package dev.faultstream.sink.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Reads Results as somebody does who knows the definition and has never heard of Faultstream: by a model of
 * just the fields that k8sgpt-operator documents, and the columns that kubectl prints.
 */
final class ForeignConsumer {
    private final UnaryOperator<String> get;
    private final String namespace;
    private final ResultCrd crd = ResultCrd.shipped();
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * @param get gives what the API server answers for a path
     */
    ForeignConsumer(UnaryOperator<String> get, String namespace) {
        this.get = get;
        this.namespace = namespace;
    }

    /** By plain HTTP. */
    static UnaryOperator<String> http(String url) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return path -> {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
    }

    /** One Result, each field as Go's zero value when it is not there. */
    record Result(
            String name,
            String backendLabel,
            String kubernetesId,
            String backend,
            String kind,
            String objectName,
            List<String> errors,
            String details,
            String parentObject,
            String lifecycle,
            String contentHash) {}

    /** The Results with these labels; every one must be as the definition says, status included. */
    List<Result> list(String labelSelector) {
        return items(labelSelector).stream().map(ForeignConsumer::result).toList();
    }

    /** What {@code kubectl get results} prints beside the names, without the age. */
    List<String> table(String labelSelector) {
        List<String> lines = new ArrayList<>();
        for (JsonNode item : items(labelSelector)) {
            List<String> cells = new ArrayList<>();
            crd.version().at("/additionalPrinterColumns").forEach(column -> {
                String path = column.get("jsonPath").asText();
                String value = item.at(path.replace('.', '/')).asText();
                cells.add(column.get("name").asText() + '=' + (path.endsWith("Timestamp") ? !value.isEmpty() : value));
            });
            lines.add(String.join(" ", cells));
        }
        return lines;
    }

    /** All that is wrong with the Results there are. */
    List<String> violations() {
        return items("").stream().flatMap(item -> crd.violations(item).stream()).toList();
    }

    String raw() {
        return items("").toString();
    }

    private List<JsonNode> items(String labelSelector) {
        String query = labelSelector.isEmpty()
                ? ""
                : "?labelSelector=" + URLEncoder.encode(labelSelector, StandardCharsets.UTF_8);
        String body = get.apply("/apis/core.k8sgpt.ai/v1alpha1/namespaces/" + namespace + "/results" + query);
        List<JsonNode> items = new ArrayList<>();
        try {
            mapper.readTree(body).withArray("items").forEach(items::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    private static Result result(JsonNode item) {
        List<String> errors = new ArrayList<>();
        item.at("/spec/error").forEach(error -> errors.add(error.path("text").asText()));
        JsonNode labels = item.at("/metadata/labels");
        return new Result(
                item.at("/metadata/name").asText(),
                labels.path("k8sgpts.k8sgpt.ai/backend").asText(),
                labels.path("backstage.io/kubernetes-id").asText(),
                item.at("/spec/backend").asText(),
                item.at("/spec/kind").asText(),
                item.at("/spec/name").asText(),
                errors,
                item.at("/spec/details").asText(),
                item.at("/spec/parentObject").asText(),
                item.at("/status/lifecycle").asText(),
                item.at("/status/contentHash").asText());
    }
}
