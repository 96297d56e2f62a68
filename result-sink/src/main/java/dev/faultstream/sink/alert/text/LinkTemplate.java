package dev.faultstream.sink.alert.text;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.remedy.Template;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * The address of a page about a failure, with {@code {id}}, {@code {cluster}}, {@code {namespace}}, {@code {kind}},
 * {@code {name}} and {@code {rule}} in place of what they stand for.
 *
 * @param template the address
 */
public record LinkTemplate(Template template) {
    private static final Set<String> NAMES = Set.of("id", "cluster", "namespace", "kind", "name", "rule");

    public LinkTemplate {
        for (String name : template.names()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("{" + name + "} cannot stand in a link");
            }
        }
        String scheme = URI.create(template.render(
                        Map.of("id", "x", "cluster", "x", "namespace", "x", "kind", "x", "name", "x", "rule", "x")))
                .getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException("must be an http or https URL");
        }
    }

    /** The page of a failure. */
    public String of(Failure failure) {
        String namespace = failure.subject().namespace();
        return template.render(Map.of(
                "id", encode(failure.id()),
                "cluster", encode(failure.cluster()),
                "namespace", namespace == null ? "-" : encode(namespace),
                "kind", encode(failure.subject().kind()),
                "name", encode(failure.subject().name()),
                "rule", encode(failure.rule())));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
