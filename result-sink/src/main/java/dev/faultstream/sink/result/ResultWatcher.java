package dev.faultstream.sink.result;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hands on what the client's watch tells; one that ended is told once. */
final class ResultWatcher implements Watcher<GenericKubernetesResource> {
    private final ResultApi.Events events;
    private boolean ended;

    ResultWatcher(ResultApi.Events events) {
        this.events = events;
    }

    @Override
    public void eventReceived(Action action, @Nullable GenericKubernetesResource resource) {
        switch (action) {
            case ADDED, MODIFIED, DELETED -> {
                if (resource != null) {
                    events.seen(ResultReader.read(resource), action == Action.DELETED);
                }
            }
            case ERROR -> end(null);
            case BOOKMARK -> {
                // Tells a version, and the watch is not resumed from one.
            }
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        end(ApiFaults.of(cause.asClientException(), Duration.ZERO));
    }

    private void end(@Nullable ApiFaultException error) {
        if (!ended) {
            ended = true;
            events.ended(error);
        }
    }
}
