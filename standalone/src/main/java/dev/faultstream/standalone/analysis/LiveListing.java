package dev.faultstream.standalone.analysis;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.standalone.ClusterOptions;
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
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists a live cluster once. */
final class LiveListing {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    private LiveListing() {}

    /**
     * Lists it.
     *
     * @param warnings is told, for a person, what could not be listed
     */
    static ChangeReader open(
            @Nullable String context,
            @Nullable Path kubeconfig,
            @Nullable String cluster,
            Clock clock,
            Consumer<String> warnings)
            throws InterruptedException {
        String name = cluster != null ? cluster : context != null ? ClusterOptions.nameOf(context) : "default";
        try (KubernetesClient client =
                Connections.open(new ClusterTarget(name, context, kubeconfig), REQUEST_TIMEOUT)) {
            ApiServer server = new ApiServer(client, REQUEST_TIMEOUT, clock);
            ClusterListing listing =
                    ClusterListing.read(name, server, KindSelection.defaults(), Environment.real(clock));
            if (!listing.refused().isEmpty()) {
                warnings.accept("cannot list " + describe(listing.refused()) + "; rules that need them are silent");
            }
            return listing;
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(ExitCode.UNUSABLE_INPUT, String.valueOf(e.getMessage()), e);
        } catch (ApiFailure e) {
            throw new CommandFailedException(
                    ExitCode.UNUSABLE_INPUT, "the cluster " + name + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static String describe(Map<KindRef, KindUnsynced.Reason> refused) {
        return refused.entrySet().stream()
                .map(kind -> kind.getKey() + " (" + kind.getValue().name().toLowerCase(Locale.ROOT) + ")")
                .collect(Collectors.joining(", "));
    }
}
