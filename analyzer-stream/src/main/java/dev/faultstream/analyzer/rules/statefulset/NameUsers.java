package dev.faultstream.analyzer.rules.statefulset;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.rules.workload.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Workloads whose containers are told DNS names of single pods behind a headless Service. */
final class NameUsers {
    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(StatefulSet.class, Deployment.class, DaemonSet.class, CronJob.class, Job.class);

    private NameUsers() {}

    /** A workload of the namespace that uses such a name, as {@code Kind name}; null when there is none. */
    static @Nullable String of(String service, ClusterView view) {
        Pattern name = Pattern.compile("\\." + Pattern.quote(service) + "(?:[.:/,]|$)");
        return KINDS.stream()
                .flatMap(kind -> view.list(kind).stream())
                .filter(workload ->
                        words(workload).anyMatch(word -> name.matcher(word).find()))
                .map(workload ->
                        workload.getKind() + ' ' + workload.getMetadata().getName())
                .findFirst()
                .orElse(null);
    }

    /** What the containers of the workload are told by environment, command and arguments. */
    private static Stream<String> words(HasMetadata object) {
        Workload workload = Workload.of(object);
        PodSpec spec = workload == null || workload.template() == null
                ? null
                : workload.template().getSpec();
        return spec == null
                ? Stream.empty()
                : Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream())
                        .flatMap(NameUsers::words);
    }

    private static Stream<String> words(Container container) {
        return Stream.of(
                        container.getEnv().stream().map(EnvVar::getValue).filter(Objects::nonNull),
                        container.getCommand().stream(),
                        container.getArgs().stream())
                .flatMap(words -> words);
    }
}
