package dev.faultstream.analyzer.engine;

import dev.faultstream.schemas.snapshot.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The results of analyses. Most analyses find and read nothing, which takes no row. */
final class Evaluations {
    private final OrderedStore store;
    private final NameCounts rows = new NameCounts();
    private final Map<EvaluationId, Evaluation> decoded;

    Evaluations(OrderedStore store, int cached) {
        this.store = store;
        this.decoded = new RecentlyUsed<>(cached);
        store.scan(new byte[0], (key, value) -> {
            rows.add(StoreKeys.text(key, 0, key.length), 1);
            return true;
        });
    }

    /** The last result of an analysis; the empty one when it has not run. */
    Evaluation load(EvaluationId id) {
        String name = id.toString();
        if (rows.isNone(name)) {
            return Evaluation.EMPTY;
        }
        Evaluation known = decoded.get(id);
        if (known == null) {
            byte[] row = store.get(StoreKeys.bytes(name));
            known = row == null ? Evaluation.EMPTY : Evaluation.read(row);
            decoded.put(id, known);
        }
        return known;
    }

    /** Sets the result of an analysis. */
    void save(EvaluationId id, Evaluation before, Evaluation now) {
        String name = id.toString();
        if (now.isEmpty()) {
            store.delete(StoreKeys.bytes(name));
            decoded.remove(id);
        } else {
            store.put(StoreKeys.bytes(name), now.write());
            decoded.put(id, now);
        }
        rows.add(name, (now.isEmpty() ? 0 : 1) - (before.isEmpty() ? 0 : 1));
    }

    /** The analyses of an object that found or read something. */
    List<EvaluationId> of(ResourceKey object) {
        List<EvaluationId> ids = new ArrayList<>();
        store.scan(
                StoreKeys.bytes(object.toString() + '/'),
                (key, value) -> ids.add(EvaluationId.parse(StoreKeys.text(key, 0, key.length))));
        return ids;
    }
}
