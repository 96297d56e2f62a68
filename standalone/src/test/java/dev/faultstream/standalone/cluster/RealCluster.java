package dev.faultstream.standalone.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cluster of the kubeconfig that {@code FAULTSTREAM_TEST_KUBECONFIG} names, in its current context. */
final class RealCluster implements TestCluster {
    static final String VARIABLE = "FAULTSTREAM_TEST_KUBECONFIG";

    private final Path kubeconfig;
    private final Config config;
    private final KubernetesClient client;
    private final String namespace =
            "faultstream-it-" + UUID.randomUUID().toString().substring(0, 8);

    RealCluster(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
        this.config = Config.fromKubeconfig(kubeconfig.toFile());
        this.client = new KubernetesClientBuilder().withConfig(config).build();
        client.resource("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + namespace + "\"}}")
                .create();
    }

    /** The kubeconfig, if there is one. */
    static @Nullable Path configured() {
        String path = System.getenv(VARIABLE);
        return path == null || path.isEmpty() ? null : Path.of(path);
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public String context() {
        return config.getCurrentContext().getName();
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public boolean isStill() {
        return false;
    }

    @Override
    public String toString() {
        return "a real cluster";
    }

    @Override
    public void close() {
        client.namespaces().withName(namespace).delete();
        client.close();
    }
}
