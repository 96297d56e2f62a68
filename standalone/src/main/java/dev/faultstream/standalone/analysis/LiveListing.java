package dev.faultstream.standalone.analysis;

import dev.faultstream.standalone.CommandFailedException;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.watcher.api.ApiFailure;
import dev.faultstream.watcher.api.ApiServer;
import dev.faultstream.watcher.api.ClusterTarget;
import dev.faultstream.watcher.api.Connections;
import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.informer.ClusterListing;
import dev.faultstream.watcher.informer.Environment;
import dev.faultstream.watcher.kinds.KindSelection;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lists a live cluster once. */
final class LiveListing {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    private LiveListing() {}

    static ChangeReader open(@Nullable String context, @Nullable Path kubeconfig, @Nullable String cluster, Clock clock)
            throws InterruptedException {
        String name = cluster != null ? cluster : context != null ? context.replace('/', '_') : "default";
        try (KubernetesClient client =
                Connections.open(new ClusterTarget(name, context, kubeconfig), REQUEST_TIMEOUT)) {
            ApiServer server = new ApiServer(client, REQUEST_TIMEOUT, clock);
            return ClusterListing.read(name, server, KindSelection.defaults(), Environment.real(clock));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(ExitCode.UNUSABLE_INPUT, String.valueOf(e.getMessage()), e);
        } catch (ApiFailure e) {
            throw new CommandFailedException(
                    ExitCode.UNUSABLE_INPUT, "the cluster " + name + " cannot be listed: " + e.getMessage(), e);
        }
    }
}
