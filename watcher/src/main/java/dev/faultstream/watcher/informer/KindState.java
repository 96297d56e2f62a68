package dev.faultstream.watcher.informer;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.watcher.LogKeys;
import dev.faultstream.watcher.change.ClusterChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was last said of a kind's completeness; says each change once. Used by the kind's thread, read by others. */
final class KindState {
    private static final Logger LOGGER = LoggerFactory.getLogger(KindState.class);

    private final ClusterContext context;
    private final KindRef kind;
    private volatile boolean synced;
    private volatile boolean decided;
    private volatile boolean forbidden;
    private KindUnsynced.@Nullable Reason said = KindUnsynced.Reason.LISTING;
    private @Nullable Instant failingSince;

    KindState(ClusterContext context, KindRef kind) {
        this.context = context;
        this.kind = kind;
    }

    boolean isSynced() {
        return synced;
    }

    /** Whether the kind may not be listed. */
    boolean isForbidden() {
        return forbidden;
    }

    /** Whether it is known whether the kind can be listed. */
    boolean isDecided() {
        return decided;
    }

    /** The list is complete, or the watch goes on; says so always after a list. */
    void good(boolean afterList) throws InterruptedException {
        failingSince = null;
        if (afterList || said != null) {
            context.sink()
                    .accept(new ClusterChange.Synced(
                            context.cluster(), context.clock().instant(), context.epoch(), kind));
            said = null;
            forbidden = false;
            synced = true;
            decided = true;
        }
    }

    /** Listing or watching fails; says so when it has failed for long enough. */
    void failing(String why) throws InterruptedException {
        if (hasFailedForLong()) {
            unsynced(KindUnsynced.Reason.FAILING, why);
        }
    }

    /**
     * The kind may not be listed; says so at once, or, when it could be listed until now, when that has lasted: an API
     * server that starts refuses everybody for a moment.
     */
    void forbidden(String why) throws InterruptedException {
        if (hasFailedForLong() || !synced) {
            unsynced(KindUnsynced.Reason.FORBIDDEN, why);
        }
    }

    private boolean hasFailedForLong() {
        Instant now = context.clock().instant();
        if (failingSince == null) {
            failingSince = now;
        }
        return !now.isBefore(failingSince.plus(context.settings().unsyncedAfter()));
    }

    private void unsynced(KindUnsynced.Reason reason, String why) throws InterruptedException {
        if (said == reason) {
            return;
        }
        said = reason;
        forbidden = reason == KindUnsynced.Reason.FORBIDDEN;
        synced = false;
        decided = true;
        LOGGER.atWarn()
                .addKeyValue(LogKeys.CLUSTER, context.cluster())
                .addKeyValue(LogKeys.KIND, kind)
                .addKeyValue(LogKeys.REASON, reason)
                .addKeyValue(LogKeys.ERROR, why)
                .log("a kind cannot be listed; what depends on it stays undecided");
        context.sink()
                .accept(new ClusterChange.Unsynced(
                        context.cluster(), context.clock().instant(), context.epoch(), kind, reason));
    }
}
