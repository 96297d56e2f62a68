package dev.faultstream.analyzer.api;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;

/** A cluster as the object that rules about the whole of it look at. Always exists; has no content of its own. */
@Group(ObservedCluster.GROUP)
@Version("v1")
@Kind("Cluster")
public final class ObservedCluster implements HasMetadata {
    /** The group of what Faultstream itself adds to a cluster. */
    public static final String GROUP = "faultstream.dev";

    private static final long serialVersionUID = 1L;

    private ObjectMeta metadata;

    /**
     * @param cluster the cluster's id
     */
    public ObservedCluster(String cluster) {
        this.metadata = new ObjectMetaBuilder().withName(cluster).build();
    }

    /** The key under which the cluster is analysed. */
    public static ResourceKey key(String cluster) {
        return ResourceKey.of(cluster, new KindRef(GROUP, "Cluster"), ResourceKey.NO_NAMESPACE, cluster);
    }

    /** Whether the key is that of a cluster. */
    public static boolean is(ResourceKey key) {
        return GROUP.equals(key.group()) && "Cluster".equals(key.kind());
    }

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    @Override
    public String getApiVersion() {
        return GROUP + "/v1";
    }

    @Override
    public void setApiVersion(String version) {
        throw new UnsupportedOperationException("the version of a cluster is fixed");
    }
}
