package dev.faultstream.watcher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ObjectTableTest {
    @Test
    void shouldAgreeWithAMapOverRandomHistories() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            ObjectTable table = new ObjectTable();
            Map<String, Long> model = new HashMap<>();
            for (int step = 0; step < 5_000; step++) {
                String key = "ns/" + random.nextInt(step < 2_500 ? 800 : 30);
                int slot = table.find(bytes(key));
                if (random.nextInt(10) < (step < 2_500 ? 7 : 3)) {
                    table.put(bytes(key), step, step % 7);
                    model.put(key, (long) step);
                } else if (slot != ObjectTable.ABSENT) {
                    table.remove(slot);
                    model.remove(key);
                }
            }

            assertThat(table.size()).isEqualTo(model.size());
            model.forEach((key, value) -> {
                int slot = table.find(bytes(key));
                assertThat(slot).as(key).isNotEqualTo(ObjectTable.ABSENT);
                assertThat(table.fingerprint(slot)).isEqualTo(value);
                assertThat(table.route(slot)).isEqualTo((int) (value % 7));
            });
        }
    }

    @Test
    void shouldNameWhatWasNotSeenSinceMarkingStarted() {
        ObjectTable table = new ObjectTable();
        TreeSet<String> unseen = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            table.put(bytes("ns/" + i), i, 0);
        }
        table.startMarking();
        for (int i = 0; i < 1_000; i++) {
            if (i % 3 == 0) {
                table.markSeen(table.find(bytes("ns/" + i)));
            } else if (i % 3 == 1) {
                table.put(bytes("ns/" + i), i + 1, 0);
            } else {
                unseen.add("ns/" + i);
            }
        }

        List<String> named = table.unseen().stream()
                .map(key -> new String(key, StandardCharsets.UTF_8))
                .toList();

        assertThat(named).containsExactlyElementsOf(unseen);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
