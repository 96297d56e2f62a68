package dev.faultstream.analyzer.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who has read what. Changes ask it far more often than there is an answer, so it knows from memory which names have
 * any reader at all: 64 bits of hash and a count for each.
 */
final class DependencyIndex {
    /** What a reader does when what it read changes. */
    enum Phase {
        /** It evaluates its rules again. */
        FINDINGS('1'),
        /** It looks for the causes of its findings again. */
        CAUSES('2');

        private final char code;

        Phase(char code) {
            this.code = code;
        }
    }

    private final OrderedStore store;
    private final Map<Long, Integer> readers = new HashMap<>();

    DependencyIndex(OrderedStore store) {
        this.store = store;
        store.scan(new byte[0], (key, value) -> {
            count(dependencyOf(key), 1);
            return true;
        });
    }

    /** Replaces what an analysis had read in a phase by what it read now. */
    void update(EvaluationId reader, Phase phase, Collection<String> before, Set<String> now) {
        for (String dependency : before) {
            if (!now.contains(dependency)) {
                store.delete(key(dependency, reader, phase));
                count(dependency, -1);
            }
        }
        for (String dependency : now) {
            if (!before.contains(dependency)) {
                store.put(key(dependency, reader, phase), StoreKeys.noValue());
                count(dependency, 1);
            }
        }
    }

    /** Gives the analyses that read the named thing. */
    void forEachReader(String dependency, Consumer<EvaluationId> ofFindings, Consumer<EvaluationId> ofCauses) {
        if (!readers.containsKey(hash(dependency))) {
            return;
        }
        byte[] prefix = StoreKeys.of(dependency);
        store.scan(prefix, (key, value) -> {
            EvaluationId reader = EvaluationId.parse(StoreKeys.text(key, prefix.length + 1, key.length));
            (key[prefix.length] == Phase.FINDINGS.code ? ofFindings : ofCauses).accept(reader);
            return true;
        });
    }

    private static byte[] key(String dependency, EvaluationId reader, Phase phase) {
        return StoreKeys.bytes(dependency + '\0' + phase.code + reader);
    }

    private static String dependencyOf(byte[] key) {
        int end = 0;
        while (key[end] != 0) {
            end++;
        }
        return StoreKeys.text(key, 0, end);
    }

    private void count(String dependency, int change) {
        readers.compute(hash(dependency), (hash, count) -> {
            int sum = (count == null ? 0 : count) + change;
            return sum == 0 ? null : sum;
        });
    }

    /** FNV-1a; a collision costs a needless look-up and nothing else. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
