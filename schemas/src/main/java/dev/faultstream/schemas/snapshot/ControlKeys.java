package dev.faultstream.schemas.snapshot;

/**
 * Keys of the records that are not about one resource. Their second part starts with {@code $}, which no API group
 * does, so they never meet a {@link ResourceKey}.
 */
public final class ControlKeys {
    private static final String KIND_STATE = "$kinds";
    private static final String HEARTBEAT = "$heartbeat";

    private ControlKeys() {}

    /** The key of {@link KindSynced} and {@link KindUnsynced}: {@code cluster/$kinds/group/Kind}. */
    public static String kindState(String cluster, KindRef kind) {
        return cluster + '/' + KIND_STATE + '/' + kind.group() + '/' + kind.kind();
    }

    /** What the keys of all kind states of a cluster start with. */
    public static String kindStatePrefix(String cluster) {
        return cluster + '/' + KIND_STATE + '/';
    }

    /** The key of {@link Heartbeat}: {@code cluster/$heartbeat}. */
    public static String heartbeat(String cluster) {
        return cluster + '/' + HEARTBEAT;
    }

    /** Whether a record key belongs to a control record. */
    public static boolean isControl(String key) {
        int slash = key.indexOf('/');
        return slash >= 0 && key.startsWith("$", slash + 1);
    }
}
