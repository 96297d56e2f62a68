package dev.faultstream.watcher.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.ClusterChange;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingReaderTest {
    @Test
    void shouldAnnounceTheKindsOfAClusterBeforeItsFirstChange() throws Exception {
        String recording = upsert(0, "a") + synced(1, "Pod") + synced(2, "Node") + "{\"at\":\"2026-03-01T10:00:03Z\","
                + "\"cluster\":\"other\",\"op\":\"synced\",\"group\":\"apps\",\"kind\":\"Deployment\"}\n";

        assertThat(describe(recording))
                .containsExactly(
                        "unsynced c core/Node 1",
                        "unsynced c core/Pod 1",
                        "upsert a 1",
                        "synced c core/Pod 1",
                        "synced c core/Node 1",
                        "unsynced other apps/Deployment 1",
                        "synced other apps/Deployment 1");
    }

    @Test
    void shouldHideObjectsThatWereNotSentAgainWhenAKindIsSyncedAgain() throws Exception {
        String recording = upsert(0, "a")
                + upsert(0, "b")
                + synced(1, "Pod")
                + synced(1, "Node")
                + upsert(5, "b")
                + upsert(6, "c")
                + synced(7, "Pod");

        assertThat(describe(recording).subList(2, 9))
                .containsExactly(
                        "upsert a 1",
                        "upsert b 1",
                        "synced c core/Pod 1",
                        "synced c core/Node 1",
                        "upsert b 3",
                        "upsert c 3",
                        "synced c core/Pod 2");
    }

    @Test
    void shouldBeginAGenerationAfterASilence() throws Exception {
        String recording = upsert(0, "a") + synced(1, "Pod") + upsert(10, "late") + upsert(71, "a") + synced(72, "Pod");

        assertThat(describe(recording).subList(1, 6))
                .containsExactly(
                        "upsert a 1", "synced c core/Pod 1", "upsert late 2", "upsert a 3", "synced c core/Pod 3");
    }

    @Test
    void shouldTakeTheEpochThatTheRecordingTells() throws Exception {
        String recording = upsert(0, "a").replace("\"op\"", "\"epoch\":77,\"op\"")
                + synced(1, "Pod").replace("\"op\"", "\"epoch\":78,\"op\"")
                + "{\"at\":\"2026-03-01T10:00:03Z\",\"op\":\"heartbeat\",\"epoch\":79}\n"
                + "{\"at\":\"2026-03-01T10:00:04Z\",\"op\":\"heartbeat\"}\n";

        assertThat(describe(recording))
                .containsExactly(
                        "unsynced c core/Pod 77",
                        "upsert a 77",
                        "synced c core/Pod 78",
                        "heartbeat 79",
                        "heartbeat null");
    }

    @Test
    void shouldInventNeitherHeartbeatsNorAnEnd() throws Exception {
        assertThat(describe(upsert(0, "a"))).containsExactly("upsert a 1");
    }

    @Test
    void shouldReadADeletionOfMetadataAlone() throws Exception {
        assertThat(describe(upsert(0, "a").replace("upsert", "delete"))).containsExactly("delete c/core/Pod/n/a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"at\":\"yesterday\",\"op\":\"heartbeat\"} | wrong value of at",
                "{\"at\":\"2026-03-01T10:00:00Z\",\"op\":\"explode\"} | wrong value of op",
                "{\"op\":\"heartbeat\"} | at and op are required",
                "{\"at\":\"2026-03-01T10:00:00Z\",\"op\":\"upsert\"} | an upsert or delete needs a resource",
                "{\"at\":\"2026-03-01T10:00:00Z\",\"op\":\"synced\",\"kind\":\"Pod\"} | synced needs group and kind",
                "{\"at\":\"2026-03-01T10:00:00Z\",\"op\":\"upsert\",\"resource\":{\"kind\":\"Pod\"}}"
                        + " | the object has no apiVersion",
                "{\"at\":\"2026-03-01T1 | the text ends inside a JSON value",
                "secret-of-mine | not valid JSON (column 1)"
            })
    void shouldNameFileLineAndCauseWhenALineIsWrong(String line, String cause) {
        String recording = upsert(0, "a") + "\n" + line + "\n" + upsert(1, "b");

        assertThatThrownBy(() -> describe(recording))
                .isInstanceOf(RecordingException.class)
                .hasMessage("rec:3: " + cause);
    }

    @Test
    void shouldSkipWrongLinesWhenProblemsAreOnlyCounted() throws Exception {
        List<RecordingException> problems = new ArrayList<>();
        InputOptions options = new InputOptions("c", null, Clock.systemUTC(), problems::add);

        List<String> changes = describe(upsert(0, "a") + "{}\n" + upsert(1, "b"), options);

        assertThat(changes).containsExactly("upsert a 1", "upsert b 1");
        assertThat(problems).hasSize(1);
    }

    private static List<String> describe(String recording) throws InterruptedException {
        return describe(recording, InputOptions.strict("c", null, Clock.systemUTC()));
    }

    private static List<String> describe(String recording, InputOptions options) throws InterruptedException {
        ClusterChange.Cases<String> cases = new ClusterChange.Cases<>(
                upsert -> "upsert " + upsert.key().name() + " " + upsert.epoch(),
                delete -> "delete " + delete.key(),
                listStarted -> "list " + listStarted.kind(),
                synced -> "synced " + synced.cluster() + " " + synced.kind() + " " + synced.epoch(),
                unsynced -> "unsynced " + unsynced.cluster() + " " + unsynced.kind() + " " + unsynced.epoch(),
                gone -> "gone " + gone.kind(),
                heartbeat -> "heartbeat " + heartbeat.epoch());
        List<String> changes = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(recording.getBytes(StandardCharsets.UTF_8));
        try (ChangeReader reader = Inputs.open("rec", in, options)) {
            reader.drainTo(change -> changes.add(change.match(cases)));
        }
        return changes;
    }

    private static String upsert(int second, String name) {
        return "{\"at\":\"" + at(second) + "\",\"op\":\"upsert\",\"resource\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\","
                + "\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"n\"}}}\n";
    }

    private static String synced(int second, String kind) {
        return "{\"at\":\"" + at(second) + "\",\"op\":\"synced\",\"group\":\"core\",\"kind\":\"" + kind + "\"}\n";
    }

    private static String at(int second) {
        return java.time.Instant.parse("2026-03-01T10:00:00Z")
                .plusSeconds(second)
                .toString();
    }
}
