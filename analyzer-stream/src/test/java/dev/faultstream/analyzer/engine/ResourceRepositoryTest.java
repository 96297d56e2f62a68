package dev.faultstream.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResourceRepositoryTest {
    private static final KindRef NODE = KindRef.core("Node");

    private final CountingStore store = new CountingStore();
    private final ResourceRepository resources = repository();

    @Test
    void shouldReadTheStoreOnceForAllWhoAskForOneList() {
        // Given
        put("a");
        put("b");
        store.scans = 0;

        // When
        List<String> first = nodes();
        List<String> second = nodes();

        // Then
        assertThat(first).containsExactly("a", "b").isEqualTo(second);
        assertThat(store.scans).isOne();
    }

    @Test
    void shouldListWhatHasComeAndGoneSince() {
        // Given
        put("a");
        put("b");
        List<String> before = nodes();

        // When
        put("c");
        List<String> more = nodes();
        resources.put(key("a"), null);
        List<String> less = nodes();
        resources.sweep("test", NODE, 2);

        // Then
        assertThat(before).containsExactly("a", "b");
        assertThat(more).containsExactly("a", "b", "c");
        assertThat(less).containsExactly("b", "c");
        assertThat(nodes()).isEmpty();
    }

    private ResourceRepository repository() {
        EngineStores heap = EngineStores.inMemory();
        EngineStores stores = new EngineStores(
                store, heap.index(), heap.dependents(), heap.evaluations(), heap.wakeups(), heap.failures());
        return new ResourceRepository(
                stores,
                RuleSet.load(RuleSettings.defaults()),
                new KindStates(stores.resources(), stores.index()),
                // Nothing stays parsed, so that a list is not only fast because its objects are at hand.
                0);
    }

    private List<String> nodes() {
        return resources.list("test", NODE, null).stream()
                .map(node -> node.getMetadata().getName())
                .toList();
    }

    private void put(String name) {
        ResourceSnapshot snapshot = new ResourceSnapshot(
                "test",
                Instant.parse("2026-03-02T09:00:00Z"),
                1,
                false,
                Json.mapper()
                        .createObjectNode()
                        .put("apiVersion", "v1")
                        .put("kind", "Node")
                        .set("metadata", Json.mapper().createObjectNode().put("name", name)));
        resources.put(key(name), FaultstreamSerdes.snapshot().serializer().serialize("", snapshot));
    }

    private static ResourceKey key(String name) {
        return ResourceKey.of("test", NODE, ResourceKey.NO_NAMESPACE, name);
    }

    private static final class CountingStore implements OrderedStore {
        private final OrderedStore inner = new InMemoryStore();
        private int scans;

        @Override
        public byte @Nullable [] get(byte[] key) {
            return inner.get(key);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            inner.put(key, value);
        }

        @Override
        public void delete(byte[] key) {
            inner.delete(key);
        }

        @Override
        public boolean scan(byte[] prefix, byte[] from, Visitor visitor) {
            scans++;
            return inner.scan(prefix, from, visitor);
        }
    }
}
