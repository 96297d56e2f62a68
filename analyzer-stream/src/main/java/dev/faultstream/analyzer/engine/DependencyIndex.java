package dev.faultstream.analyzer.engine;

import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who has read what. Changes ask it far more often than there is an answer, so it knows from memory which names have
 * any reader at all.
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
    private final NameCounts readers = new NameCounts();

    DependencyIndex(OrderedStore store) {
        this.store = store;
        store.scan(new byte[0], (key, value) -> {
            readers.add(dependencyOf(key), 1);
            return true;
        });
    }

    /** Replaces what an analysis had read in a phase by what it read now. */
    void update(EvaluationId reader, Phase phase, Collection<String> before, Set<String> now) {
        for (String dependency : before) {
            if (!now.contains(dependency)) {
                store.delete(key(dependency, reader, phase));
                readers.add(dependency, -1);
            }
        }
        for (String dependency : now) {
            if (!before.contains(dependency)) {
                store.put(key(dependency, reader, phase), StoreKeys.noValue());
                readers.add(dependency, 1);
            }
        }
    }

    /** Gives the analyses that read the named thing. */
    void forEachReader(String dependency, Consumer<EvaluationId> ofFindings, Consumer<EvaluationId> ofCauses) {
        if (readers.isNone(dependency)) {
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
}
