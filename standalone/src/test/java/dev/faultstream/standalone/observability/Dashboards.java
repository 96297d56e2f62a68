package dev.faultstream.standalone.observability;

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
import java.util.stream.Stream;

/** The dashboards of {@code observability/grafana/dashboards}. */
final class Dashboards {
    static final Path FOLDER = Path.of("../observability/grafana/dashboards");

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), *([a-z_]+)\\)");

    private Dashboards() {}

    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The queries of all panels and variables. */
    static List<Query> queries(Path file) {
        JsonNode dashboard = read(file);
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        panel.path("title").asText(), target.path("expr").asText()));
            }
        }
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            Matcher values =
                    LABEL_VALUES.matcher(variable.path("query").path("query").asText());
            if (values.matches()) {
                queries.add(new Query("variable " + variable.path("name").asText(), values.group(1)));
            }
        }
        return queries;
    }

    /**
     * A query of a dashboard.
     *
     * @param where the panel or variable that asks
     * @param expression as it stands in the dashboard
     */
    record Query(String where, String expression) {
        /** The expression as Prometheus gets it when everything is selected. */
        String filled() {
            return expression
                    .replace("$__rate_interval", "1m")
                    .replace("$__range", "1h")
                    .replaceAll("\\$(cluster|namespace|severity|job)\\b", ".*");
        }
    }
}
