package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.LabelSelectors;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Finds the Services that a container talks to, as far as its command, arguments and environment name them. */
final class NamedServices {
    private NamedServices() {}

    /** Names as causes the Services of the Pod's namespace that the container names and that nobody answers for. */
    static void addTo(Causes causes, Pod pod, String container, ClusterView view) {
        PodContainer named = PodContainer.named(pod, container);
        Container spec = named == null ? null : named.spec();
        if (spec != null) {
            causes.of(of(pod, spec, view), "service.no-ready-endpoints", "service.no-pods");
        }
    }

    /** The Services of the namespace that the container names, without those that select the Pod itself. */
    static List<Service> of(Pod pod, Container container, ClusterView view) {
        List<String> texts = textsOf(container);
        if (texts.isEmpty()) {
            return List.of();
        }
        return view.list(Service.class).stream()
                .filter(service -> isNamed(service, texts))
                .filter(service -> !selects(service, pod))
                .toList();
    }

    private static List<String> textsOf(Container container) {
        List<String> texts = new ArrayList<>();
        texts.addAll(container.getCommand());
        texts.addAll(container.getArgs());
        container.getEnv().stream()
                .map(EnvVar::getValue)
                .filter(Objects::nonNull)
                .forEach(texts::add);
        return texts;
    }

    /** The name must stand alone, or as the first label of a host in the Service's namespace. */
    private static boolean isNamed(Service service, List<String> texts) {
        String name = service.getMetadata().getName();
        if (texts.stream().noneMatch(text -> text.contains(name))) {
            return false;
        }
        String namespace = service.getMetadata().getNamespace();
        Pattern host = Pattern.compile("(?<![A-Za-z0-9._-])" + Pattern.quote(name) + "(?:\\." + Pattern.quote(namespace)
                + "(?![A-Za-z0-9_-])|(?![A-Za-z0-9_-]|\\.[A-Za-z0-9]))");
        return texts.stream().anyMatch(text -> host.matcher(text).find());
    }

    private static boolean selects(Service service, Pod pod) {
        Map<String, String> selector =
                service.getSpec() == null ? null : service.getSpec().getSelector();
        return selector != null
                && !selector.isEmpty()
                && LabelSelectors.containsAll(pod.getMetadata().getLabels(), selector);
    }
}
