package dev.faultstream.watcher.api;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A cluster and how it is reached.
 *
 * @param id the cluster's id in all records
 * @param context the context of the kubeconfig; null for the current one, or the service account inside a cluster
 * @param kubeconfig the kubeconfig; null for the usual places
 */
public record ClusterTarget(
        String id, @Nullable String context, @Nullable Path kubeconfig) {
    public ClusterTarget {
        requireNonNull(id, "id");
        if (id.isEmpty() || id.indexOf('/') >= 0) {
            throw new IllegalArgumentException("id must be a name without '/': \"" + id + "\"");
        }
    }

    /** The cluster of a text {@code id} or {@code id=context}. */
    public static ClusterTarget parse(String text, @Nullable Path kubeconfig) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new ClusterTarget(text, null, kubeconfig)
                : new ClusterTarget(text.substring(0, equals), text.substring(equals + 1), kubeconfig);
    }
}
