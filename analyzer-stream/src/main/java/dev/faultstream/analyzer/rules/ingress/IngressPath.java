package dev.faultstream.analyzer.rules.ingress;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path of an Ingress.
 *
 * @param host the host; empty for all
 * @param path the path; empty when it has none
 * @param type how the path is matched; empty when it does not say
 * @param backend where it leads
 */
record IngressPath(String host, String path, String type, IngressBackend backend) {
    /** The paths of the rules, in their order. */
    static List<IngressPath> of(Ingress ingress) {
        List<IngressPath> paths = new ArrayList<>();
        if (ingress.getSpec() != null) {
            for (IngressRule rule : ingress.getSpec().getRules()) {
                if (rule.getHttp() != null) {
                    rule.getHttp().getPaths().forEach(path -> add(paths, rule.getHost(), path));
                }
            }
        }
        return paths;
    }

    /** {@code host/path}, with {@code *} for all hosts. */
    String text() {
        return (host.isEmpty() ? "*" : host) + (path.startsWith("/") ? "" : "/") + path;
    }

    /** Whether both claim the same requests. */
    boolean isSameAs(IngressPath other) {
        return requests().equals(other.requests());
    }

    /** Which requests it claims, as a text. */
    String requests() {
        return type + ' ' + host + ' ' + path;
    }

    private static void add(List<IngressPath> paths, @Nullable String host, HTTPIngressPath path) {
        if (path.getBackend() != null) {
            paths.add(new IngressPath(
                    orEmpty(host), orEmpty(path.getPath()), orEmpty(path.getPathType()), path.getBackend()));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
