package dev.faultstream.watcher.kinds;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.snapshot.KindRef;

/**
 * A kind as an API server serves it.
 *
 * @param kind the kind
 * @param apiVersion the group and version in which it is read
 * @param resource its name in paths, for example {@code pods}
 */
public record ServedKind(KindRef kind, String apiVersion, String resource) implements Comparable<ServedKind> {
    private static final KindRef LEASE = new KindRef("coordination.k8s.io", "Lease");

    public ServedKind {
        requireNonNull(kind, "kind");
        requireNonNull(apiVersion, "apiVersion");
        requireNonNull(resource, "resource");
    }

    /** Where its objects are listed: those of all namespaces, but of Leases only those of the control plane. */
    public String path() {
        String root = apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/";
        String scope = LEASE.equals(kind) ? "/namespaces/kube-system/" : "/";
        return root + apiVersion + scope + resource;
    }

    @Override
    public int compareTo(ServedKind other) {
        int byKind = kind.compareTo(other.kind);
        int byVersion = byKind != 0 ? byKind : apiVersion.compareTo(other.apiVersion);
        return byVersion != 0 ? byVersion : resource.compareTo(other.resource);
    }
}
