package dev.faultstream.watcher.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.ClusterChange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    private static final Instant NOW = Instant.parse("2026-05-05T05:05:05Z");
    private static final InputOptions STRICT = InputOptions.strict("c", null, Clock.fixed(NOW, ZoneOffset.UTC));
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop, creationTimestamp: "2026-03-01T10:00:00Z"}
            status: {startTime: "2026-03-01T10:00:07Z"}
            """;

    @TempDir
    Path folder;

    @Test
    void shouldReadManifestsOfSeveralDocumentsAtTheNewestInstantTheyHold() throws Exception {
        Path file = write("all.yaml", POD + "---\n# nothing\n---\n" + POD.replace("web", "api"));

        assertThat(describe(Inputs.open(List.of(file), STRICT)))
                .containsExactly(
                        "2026-03-01T10:00:07Z upsert c/core/Pod/shop/api",
                        "2026-03-01T10:00:07Z upsert c/core/Pod/shop/web",
                        "2026-03-01T10:00:07Z synced core/Pod");
    }

    @Test
    void shouldTakeTheGivenInstantWhenThereIsOne() throws Exception {
        Instant at = Instant.parse("2027-01-01T00:00:00Z");
        Path file = write("pod.yaml", POD);

        List<String> changes = describe(Inputs.open(List.of(file), InputOptions.strict("c", at, Clock.systemUTC())));

        assertThat(changes).first().isEqualTo("2027-01-01T00:00:00Z upsert c/core/Pod/shop/web");
    }

    @Test
    void shouldTakeTheClocksInstantWhenManifestsHoldNone() throws Exception {
        Path file = write("cm.json", "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"x\"}}");

        assertThat(describe(Inputs.open(List.of(file), STRICT)))
                .first()
                .isEqualTo(NOW + " upsert c/core/ConfigMap/default/x");
    }

    @Test
    void shouldNotTakeAnInstantOfTheFutureForTheNewest() throws Exception {
        Path file = write("cert.yaml", """
                apiVersion: cert-manager.io/v1
                kind: Certificate
                metadata: {name: web, namespace: shop, creationTimestamp: "2026-03-01T10:00:00Z"}
                status: {notAfter: "2026-06-01T10:00:00Z", renewalTime: "2026-05-01T10:00:00Z"}
                """);

        assertThat(describe(Inputs.open(List.of(file), STRICT)).get(0)).startsWith("2026-03-01T10:00:00Z");
    }

    @Test
    void shouldReadListsAndTakeAnEmptyTypedListForSynced() throws Exception {
        Path file = write("lists.json", """
                {"apiVersion":"v1","kind":"PodList","items":[{"metadata":{"name":"web","namespace":"shop"}}]}
                {"apiVersion":"apps/v1","kind":"DeploymentList","items":null}
                {"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Node","metadata":{"name":"n"}}]}
                """);

        assertThat(describe(Inputs.open(List.of(file), STRICT)))
                .extracting(text -> text.substring(text.indexOf(' ') + 1))
                .containsExactly(
                        "upsert c/core/Node/-/n",
                        "upsert c/core/Pod/shop/web",
                        "synced apps/Deployment",
                        "synced core/Node",
                        "synced core/Pod");
    }

    @Test
    void shouldReadTheOutputOfClusterInfoDumpAndSkipItsLogs() throws Exception {
        String dump = """
                {
                    "kind": "NodeList",
                    "apiVersion": "v1",
                    "items": [{"metadata": {"name": "n"}}]
                }
                ==== START logs for container web of pod shop/web ====
                {"level": "error", "msg": "broken { json"
                no newline at the end==== END logs for container web of pod shop/web ====
                {"kind": "EventList", "apiVersion": "v1", "items": []}
                """;

        List<String> changes = describe(Inputs.open("-", stream(dump), STRICT));

        assertThat(changes)
                .extracting(text -> text.substring(text.indexOf(' ') + 1))
                .containsExactly("upsert c/core/Node/-/n", "synced core/Event", "synced core/Node");
    }

    @Test
    void shouldReadFoldersAndLeaveOutWhatHoldsNoObjects() throws Exception {
        write("dump/nodes.json", "{\"apiVersion\":\"v1\",\"kind\":\"NodeList\",\"items\":[]}");
        write("dump/shop/pods.yaml", POD);
        write("dump/shop/web/logs.txt", "not: [yaml");
        write("dump/version.json", "{\"version\": \"4.16\"}");

        assertThat(describe(Inputs.open(List.of(folder.resolve("dump")), STRICT)))
                .hasSize(3);
    }

    @Test
    void shouldTakeTheNewestVersionWhenAnObjectOccursTwice() throws Exception {
        write("a/pods.yaml", versioned("10", "Pending"));
        write("b/pod.yaml", versioned("9", "Running"));
        List<ClusterChange> changes = read(Inputs.open(List.of(folder), STRICT));

        assertThat(changes.get(0)).isInstanceOfSatisfying(ClusterChange.Upsert.class, upsert -> assertThat(
                        upsert.resource().at("/status/phase").asText())
                .isEqualTo("Pending"));
    }

    @Test
    void shouldReadTarArchivesWithLongNames() throws Exception {
        String name = "must-gather/" + "x".repeat(120) + "/pods.yaml";
        Path archive = folder.resolve("mg.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(tarEntry("././@LongLink", 'L', (name + "\0").getBytes(StandardCharsets.UTF_8)));
            out.write(tarEntry("short", '0', POD.getBytes(StandardCharsets.UTF_8)));
            out.write(tarEntry("x/audit.log", '0', "{{{".getBytes(StandardCharsets.UTF_8)));
            out.write(tarEntry(
                    "x/node.json.gz", '0', gzip("{\"apiVersion\":\"v1\",\"kind\":\"NodeList\",\"items\":[]}")));
            out.write(new byte[1024]);
        }

        assertThat(describe(Inputs.open(List.of(archive), STRICT)))
                .extracting(text -> text.substring(text.indexOf(' ') + 1))
                .containsExactly("upsert c/core/Pod/shop/web", "synced core/Node", "synced core/Pod");
    }

    @Test
    void shouldNameFileLineAndCauseWhenSomethingCannotBeRead() throws Exception {
        Path yaml = write("bad.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: [}\n");
        Path json = write("cut.json", "{\"apiVersion\":\"v1\",\n\"kind\":");
        Path none = write("values.yaml", "replicas: 3\n");

        assertThatThrownBy(() -> Inputs.open(List.of(yaml), STRICT))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(yaml + ":3: not valid YAML");
        assertThatThrownBy(() -> Inputs.open(List.of(json), STRICT))
                .hasMessage(json + ":2: the text ends inside a JSON value");
        assertThatThrownBy(() -> Inputs.open(List.of(none), STRICT)).hasMessage(none + ": holds no Kubernetes object");
        assertThatThrownBy(() -> Inputs.open(List.of(folder.resolve("missing")), STRICT))
                .hasMessage(folder.resolve("missing") + ": no such file or folder");
    }

    @Test
    void shouldLeaveOutWhatCannotBeReadWhenProblemsAreOnlyCounted() throws Exception {
        write("x/bad.yaml", "a: [");
        write("x/good.yaml", POD);
        List<String> problems = new ArrayList<>();
        InputOptions lenient = new InputOptions(
                "c", null, Clock.systemUTC(), problem -> problems.add(String.valueOf(problem.getMessage())));

        assertThat(describe(Inputs.open(List.of(folder), lenient))).hasSize(2);
        assertThat(problems).hasSize(1);
    }

    @Test
    void shouldPruneWhatItReads() throws Exception {
        Path file = write(
                "secret.yaml",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: n}\nstringData: {key: plant}\n");

        List<ClusterChange> changes = read(Inputs.open(List.of(file), STRICT));

        assertThat(changes.get(0)).isInstanceOfSatisfying(ClusterChange.Upsert.class, upsert -> {
            assertThat(upsert.resource().toString()).doesNotContain("plant").contains("\"key\":5");
        });
    }

    @Test
    void shouldMergeRecordingsByTime() throws Exception {
        Path one = write("1.jsonl", line(0, "heartbeat") + line(20, "heartbeat"));
        Path two = write("2.jsonl", line(10, "heartbeat"));

        assertThat(describe(Inputs.open(List.of(one, two), STRICT)))
                .extracting(text -> text.substring(17, 19))
                .containsExactly("00", "10", "20");
    }

    @Test
    void shouldKnowARecordingOnStandardInput() throws Exception {
        assertThat(describe(Inputs.open("-", stream(line(0, "heartbeat")), STRICT)))
                .containsExactly("2026-03-01T10:00:00Z heartbeat");
    }

    private static String line(int second, String op) {
        return "{\"at\":\"2026-03-01T10:00:%02dZ\",\"op\":\"%s\"}\n".formatted(second, op);
    }

    private static String versioned(String version, String phase) {
        return "apiVersion: v1\nkind: Pod\nmetadata: {name: w, namespace: n, resourceVersion: \"" + version
                + "\"}\nstatus: {phase: " + phase + "}\n";
    }

    private static List<ClusterChange> read(ChangeReader reader) throws InterruptedException {
        List<ClusterChange> changes = new ArrayList<>();
        try (reader) {
            reader.drainTo(changes::add);
        }
        return changes;
    }

    private static List<String> describe(ChangeReader reader) throws InterruptedException {
        ClusterChange.Cases<String> cases = new ClusterChange.Cases<>(
                upsert -> "upsert " + upsert.key(),
                delete -> "delete " + delete.key(),
                listStarted -> "list " + listStarted.kind(),
                synced -> "synced " + synced.kind(),
                unsynced -> "unsynced " + unsynced.kind(),
                gone -> "gone " + gone.kind(),
                heartbeat -> "heartbeat");
        return read(reader).stream()
                .map(change -> change.at() + " " + change.match(cases))
                .toList();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] tarEntry(String name, char type, byte[] content) {
        byte[] entry = new byte[512 + (content.length + 511) / 512 * 512];
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(nameBytes, 0, entry, 0, nameBytes.length);
        byte[] size = String.format("%011o", content.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, entry, 124, size.length);
        entry[156] = (byte) type;
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, entry, 257, 5);
        System.arraycopy(content, 0, entry, 512, content.length);
        return entry;
    }
}
