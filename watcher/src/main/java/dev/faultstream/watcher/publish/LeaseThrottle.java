package dev.faultstream.watcher.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Leases are renewed every few seconds: lets through a change of the holder, else one renewal in 20 s. */
final class LeaseThrottle {
    private static final KindRef LEASE = new KindRef("coordination.k8s.io", "Lease");
    private static final Duration INTERVAL = Duration.ofSeconds(20);

    private final Map<ResourceKey, Passed> passed = new HashMap<>();

    boolean holdsBack(ResourceKey key, ObjectNode resource, long epoch, Instant at) {
        if (!LEASE.equals(key.kindRef())) {
            return false;
        }
        String holder = resource.at("/spec/holderIdentity").asText("");
        Passed before = passed.get(key);
        if (before != null
                && before.epoch() == epoch
                && before.holder().equals(holder)
                && at.isBefore(before.at().plus(INTERVAL))) {
            return true;
        }
        passed.put(key, new Passed(holder, epoch, at));
        return false;
    }

    void forget(ResourceKey key) {
        passed.remove(key);
    }

    private record Passed(String holder, long epoch, Instant at) {}
}
