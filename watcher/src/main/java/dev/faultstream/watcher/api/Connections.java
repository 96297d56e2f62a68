package dev.faultstream.watcher.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes clients of clusters that leave retrying to those who use them. */
public final class Connections {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private Connections() {}

    /**
     * A client of a cluster; connects to nothing yet. Whoever called closes it.
     *
     * @throws IllegalArgumentException if the kubeconfig cannot be read or has no such context
     */
    public static KubernetesClient open(ClusterTarget target, Duration timeout) {
        Config config = configuration(target);
        config.setRequestRetryBackoffLimit(0);
        config.setConnectionTimeout((int) CONNECT_TIMEOUT.toMillis());
        config.setRequestTimeout((int) timeout.toMillis());
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Config configuration(ClusterTarget target) {
        @Nullable Path kubeconfig = target.kubeconfig();
        Config config =
                kubeconfig == null ? Config.autoConfigure(target.context()) : fromFile(kubeconfig, target.context());
        boolean found = config.getCurrentContext() != null
                && target.context() != null
                && target.context().equals(config.getCurrentContext().getName());
        if (target.context() != null && !found) {
            throw new IllegalArgumentException("the kubeconfig has no context \"" + target.context() + "\"");
        }
        return config;
    }

    private static Config fromFile(Path kubeconfig, @Nullable String context) {
        if (!Files.isReadable(kubeconfig)) {
            throw new IllegalArgumentException("the kubeconfig " + kubeconfig + " cannot be read");
        }
        try {
            return Config.fromKubeconfig(context, kubeconfig.toFile());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the kubeconfig " + kubeconfig + " is not valid", e);
        }
    }
}
