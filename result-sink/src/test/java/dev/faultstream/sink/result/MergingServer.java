package dev.faultstream.sink.result;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** fabric8's mock of an API server: without server-side apply, and with watches over web sockets. */
final class MergingServer implements AutoCloseable {
    private final KubernetesMockServer server;

    MergingServer() {
        Map<ServerRequest, Queue<ServerResponse>> expectations = new HashMap<>();
        CustomResourceDefinitionContext results = new CustomResourceDefinitionContext.Builder()
                .withGroup("core.k8sgpt.ai")
                .withVersion("v1alpha1")
                .withKind("Result")
                .withPlural("results")
                .withScope("Namespaced")
                .withStatusSubresource(true)
                .build();
        server = new KubernetesMockServer(
                new Context(),
                new MockWebServer(),
                expectations,
                new KubernetesMixedDispatcher(expectations, List.of(results)),
                false);
        server.init();
    }

    String url() {
        return server.url("").replaceAll("/$", "");
    }

    Config config() {
        return new ConfigBuilder(Config.empty()).withMasterUrl(url()).build();
    }

    KubernetesClient client() {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }

    @Override
    public void close() {
        server.destroy();
    }
}
