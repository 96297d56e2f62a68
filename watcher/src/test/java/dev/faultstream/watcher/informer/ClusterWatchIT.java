package dev.faultstream.watcher.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.snapshot.Heartbeat;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindSynced;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import dev.faultstream.watcher.api.ApiServer;
import dev.faultstream.watcher.change.Pause;
import dev.faultstream.watcher.informer.FakeApiServer.Fault;
import dev.faultstream.watcher.kinds.KindSelection;
import dev.faultstream.watcher.publish.PublishObserver;
import dev.faultstream.watcher.publish.RoutedRecord;
import dev.faultstream.watcher.publish.SnapshotPublisher;
import dev.faultstream.watcher.publish.SnapshotRouter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterWatchIT {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(30);
    private static final Duration UNSYNCED_AFTER = Duration.ofMillis(200);
    private static final Duration RETRY_REFUSED = Duration.ofMillis(100);

    private final FakeApiServer server = new FakeApiServer();
    private final KubernetesClient client = server.client();
    private final List<RoutedRecord> records = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();
    private @Nullable ClusterWatch watch;

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    @BeforeEach
    void serveSomeKinds() {
        server.serve("v1", "Pod", "pods");
        server.serve("v1", "Node", "nodes");
    }

    @AfterEach
    void stop() {
        if (watch != null) {
            watch.close();
        }
        client.close();
        server.close();
        assertThat(fatal.get()).isNull();
    }

    @Test
    void shouldBeginWithAHeartbeatThenSayWhatIsNotSyncedThenList() {
        server.put("pods", pod("web", "a"));

        start();

        awaitSynced("Pod", "Node");
        assertThat(records.get(0).value())
                .isInstanceOfSatisfying(Heartbeat.class, heartbeat -> assertThat(heartbeat.epoch())
                        .isEqualTo(requireWatch().epoch()));
        List<RoutedRecord> others = records.stream()
                .filter(record -> !(record.value() instanceof Heartbeat))
                .toList();
        assertThat(others.subList(0, 2)).allSatisfy(record -> assertThat(record.value())
                .isInstanceOfSatisfying(KindUnsynced.class, unsynced -> assertThat(unsynced.reason())
                        .isEqualTo(KindUnsynced.Reason.LISTING)));
        assertThat(indexOf("c/core/Pod/n/web")).isLessThan(indexOfSynced("Pod"));
        assertThat(requireWatch().isReady()).isTrue();
    }

    @Test
    void shouldListPageByPage() {
        for (int i = 0; i < 12; i++) {
            server.put("pods", pod("web-" + i, "a"));
        }

        start();

        awaitSynced("Pod");
        assertThat(keys()).contains("c/core/Pod/n/web-0", "c/core/Pod/n/web-11");
        assertThat(server.requests())
                .contains("list pods?limit=5", "list pods?limit=5&continue=5", "list pods?limit=5&continue=10");
    }

    @Test
    void shouldPublishWhatAWatchTellsAndNotWhatIsNoChange() {
        start();
        awaitWatching("pods");

        server.put("pods", pod("web", "a"));
        server.put("pods", pod("web", "a"));
        server.put("pods", pod("web", "b"));
        server.delete("pods", "web");

        await().untilAsserted(() -> assertThat(phasesOf("web")).containsExactly("a", "b", null));
    }

    @Test
    void shouldGoOnWhereItWasWhenAWatchIsClosed() {
        server.put("pods", pod("old", "a"));
        start();
        awaitWatching("pods");
        server.put("pods", pod("web", "a"));
        await().untilAsserted(() -> assertThat(phasesOf("web")).containsExactly("a"));

        server.closeWatches("pods");
        server.put("pods", pod("web", "b"));

        await().untilAsserted(() -> assertThat(phasesOf("web")).containsExactly("a", "b"));
        assertThat(server.requests().stream().filter(request -> request.startsWith("list pods?limit")))
                .hasSize(1);
    }

    enum Expiry {
        STATUS,
        EVENT
    }

    @ParameterizedTest
    @EnumSource
    void shouldListAgainAndFindWhatVanishedWhenItsPlaceIsForgotten(Expiry expiry) {
        server.put("pods", pod("stays", "a"));
        server.put("pods", pod("vanishes", "a"));
        start();
        awaitWatching("pods");

        server.lose("pods", "vanishes");
        if (expiry == Expiry.STATUS) {
            server.failNext("pods", "watch", Fault.status(410));
            server.closeWatches("pods");
        } else {
            server.writeToWatches(
                    "pods",
                    "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}}");
        }

        await().untilAsserted(() -> assertThat(phasesOf("vanishes")).containsExactly("a", null));
        assertThat(phasesOf("stays")).containsExactly("a");
        await().untilAsserted(() -> assertThat(records.stream()
                        .filter(record -> record.value() instanceof KindSynced synced && "Pod".equals(synced.kind())))
                .hasSize(2));
    }

    @Test
    void shouldLeaveTheServerAloneForAsLongAsItWishes() {
        server.failNext("pods", "list", Fault.throttled(7));

        start();

        awaitSynced("Pod");
        assertThat(pauses)
                .anySatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8)));
    }

    @Test
    void shouldGetOverWhateverHappensToLists() {
        server.put("pods", pod("web", "a"));
        server.failNext(
                "pods",
                "list",
                Fault.status(500),
                Fault.reset(),
                Fault.cutOff(),
                Fault.garbage(),
                Fault.status(503),
                Fault.status(401),
                Fault.hang(),
                Fault.status(410));

        start();

        awaitSynced("Pod");
        assertThat(phasesOf("web")).containsExactly("a");
        assertThat(server.faultsLeft()).isZero();
    }

    @Test
    void shouldGetOverWhateverHappensToWatches() {
        server.failNext(
                "pods",
                "watch",
                Fault.status(500),
                Fault.reset(),
                Fault.garbage(),
                Fault.status(401),
                Fault.throttled(1),
                Fault.hang());
        start();
        awaitWatching("pods");

        server.put("pods", pod("web", "a"));

        await().untilAsserted(() -> assertThat(phasesOf("web")).containsExactly("a"));
        assertThat(server.faultsLeft()).isZero();
    }

    @Test
    void shouldOpenAnotherWatchWhenOneIsSilentForTooLong() {
        start();
        awaitWatching("pods");

        await().untilAsserted(
                        () -> assertThat(server.requests().stream().filter(request -> request.startsWith("watch pods")))
                                .hasSizeGreaterThan(1));
    }

    @Test
    void shouldWaitLongerAfterEachFailure() {
        server.failNext("pods", "list", Fault.status(500), Fault.status(500), Fault.status(500), Fault.status(500));

        start();

        awaitSynced("Pod");
        assertThat(pauses.stream().filter(pause -> pause.compareTo(Duration.ofSeconds(2)) >= 0))
                .isNotEmpty();
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isLessThan(Duration.ofSeconds(40)));
    }

    @Test
    void shouldSayOnceThatAKindIsForbiddenAndListItWhenItNoLongerIs() {
        server.put("pods", pod("web", "a"));
        server.failNext("pods", "list", Fault.always(Fault.status(403)));
        start();
        awaitSynced("Node");

        await().untilAsserted(() -> assertThat(reasonsOf("Pod")).contains(KindUnsynced.Reason.FORBIDDEN));
        await().untilAsserted(() -> assertThat(requestsOf("list pods")).isGreaterThan(3));
        assertThat(reasonsOf("Pod")).containsExactly(KindUnsynced.Reason.LISTING, KindUnsynced.Reason.FORBIDDEN);
        assertThat(requireWatch().isReady()).isTrue();
        assertThat(requireWatch().forbidden()).containsExactly(KindRef.core("Pod"));
        server.clearFaults();

        awaitSynced("Pod");
        await().untilAsserted(() -> assertThat(requireWatch().forbidden()).isEmpty());
        assertThat(phasesOf("web")).containsExactly("a");
    }

    @Test
    void shouldSayNothingWhenAServerThatStartsRefusesForAMoment() {
        start(Duration.ofMinutes(1), RETRY_REFUSED);
        awaitWatching("pods");
        server.failNext("pods", "watch", Fault.status(403), Fault.status(403), Fault.status(403));
        server.closeWatches("pods");
        await().until(() -> server.faultsLeft() == 0);

        server.put("pods", pod("web", "a"));

        await().untilAsserted(() -> assertThat(phasesOf("web")).containsExactly("a"));
        assertThat(reasonsOf("Pod")).containsExactly(KindUnsynced.Reason.LISTING);
        assertThat(requestsOf("list pods?limit")).isOne();
        assertThat(requireWatch().forbidden()).isEmpty();
    }

    @Test
    void shouldTrySoonerAtFirstWhenAKindIsForbidden() {
        Duration patience = Duration.ofMinutes(17);
        server.failNext("pods", "list", Fault.always(Fault.status(403)));

        start(UNSYNCED_AFTER, patience);

        await().untilAsserted(() -> assertThat(pauses).contains(patience));
        List<Duration> all = List.copyOf(pauses);
        assertThat(all.subList(0, all.indexOf(patience)).stream()
                        .filter(pause -> pause.compareTo(Duration.ofMillis(200)) > 0))
                .as("waits between the first tries")
                .hasSizeGreaterThan(4);
    }

    @Test
    void shouldSayThatAKindIsForbiddenWhenTheRightToItIsTakenAway() {
        start();
        awaitWatching("pods");
        server.failNext("pods", "watch", Fault.always(Fault.status(403)));
        server.failNext("pods", "list", Fault.always(Fault.status(403)));

        server.closeWatches("pods");

        await().untilAsserted(() -> assertThat(reasonsOf("Pod"))
                .containsExactly(KindUnsynced.Reason.LISTING, KindUnsynced.Reason.FORBIDDEN));
        assertThat(requireWatch().forbidden()).containsExactly(KindRef.core("Pod"));
    }

    @Test
    void shouldSayThatAKindFailsAndThatItIsCompleteAgain() {
        server.failNext("pods", "list", Fault.always(Fault.status(500)));
        start();

        await().untilAsserted(() -> assertThat(reasonsOf("Pod")).contains(KindUnsynced.Reason.FAILING));
        server.clearFaults();

        awaitSynced("Pod");
        assertThat(reasonsOf("Pod")).containsExactly(KindUnsynced.Reason.LISTING, KindUnsynced.Reason.FAILING);
    }

    @Test
    void shouldSayThatAListedKindFailsWhenItsWatchCannotGoOn() {
        start();
        awaitWatching("pods");
        server.failNext("pods", "watch", Fault.always(Fault.reset()));
        server.closeWatches("pods");

        await().untilAsserted(() -> assertThat(reasonsOf("Pod")).contains(KindUnsynced.Reason.FAILING));
        int before = records.size();
        server.clearFaults();

        await().untilAsserted(() -> assertThat(records.subList(before, records.size()))
                .anySatisfy(record -> assertThat(record.value())
                        .isInstanceOfSatisfying(KindSynced.class, synced -> assertThat(synced.kind())
                                .isEqualTo("Pod"))));
    }

    @Test
    void shouldFollowKindsThatComeAndGo() {
        server.serve("apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions");
        start();
        awaitWatching("customresourcedefinitions");

        server.serve("acme.io/v1", "Widget", "widgets");
        server.put("widgets", "{'apiVersion':'acme.io/v1','kind':'Widget','metadata':{'name':'w','namespace':'n'}}");
        server.put("customresourcedefinitions", definition());
        await().untilAsserted(() -> assertThat(keys()).contains("c/acme.io/Widget/n/w"));
        await().untilAsserted(() -> assertThat(requireWatch().synced()).contains(new KindRef("acme.io", "Widget")));

        server.stopServing("acme.io/v1", "widgets");
        server.delete("customresourcedefinitions", "widgets.acme.io");

        await().untilAsserted(() -> assertThat(records.stream()
                        .filter(record -> record.value() == null)
                        .map(RoutedRecord::key))
                .contains("c/acme.io/Widget/n/w", "c/$kinds/acme.io/Widget"));
        assertThat(reasonsOf("Widget")).containsExactly(KindUnsynced.Reason.LISTING);
    }

    @Test
    void shouldKeepWhatAServerThatStartsDoesNotTellOfYet() {
        server.serve("apps/v1", "Deployment", "deployments");
        server.put(
                "deployments", "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d','namespace':'n'}}");
        server.serve("apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions");
        start(Duration.ofSeconds(2), RETRY_REFUSED);
        awaitWatching("customresourcedefinitions");
        awaitSynced("Deployment");
        await().until(() -> requireWatch().isSettled());
        assertThat(requireWatch().isAbandoned(new KindRef("acme.io", "Widget"))).isTrue();

        // When
        long before = requestsOf("list apis?");
        server.stopServing("apps/v1", "deployments");
        server.put("customresourcedefinitions", definition());
        await().until(() -> requestsOf("list apis?") > before);
        assertThat(requireWatch().isAbandoned(new KindRef("apps", "Deployment")))
                .isFalse();
        server.serve("apps/v1", "Deployment", "deployments");
        server.put(
                "deployments", "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d','namespace':'n'}}");

        // Then
        await().until(() -> requireWatch().isSettled());
        assertThat(requireWatch().synced()).contains(new KindRef("apps", "Deployment"));
        assertThat(records).allSatisfy(record -> assertThat(record.value()).isNotNull());
    }

    @Test
    void shouldCallNothingAbandonedBeforeItIsSettledWhichKindsThereAre() {
        start(Duration.ofHours(1), RETRY_REFUSED);
        awaitSynced("Pod", "Node");

        assertThat(requireWatch().isReady()).isTrue();
        assertThat(requireWatch().isSettled()).isFalse();
        assertThat(requireWatch().isAbandoned(new KindRef("acme.io", "Widget"))).isFalse();
    }

    @Test
    void shouldBeatWhileTheServerIsAway() {
        server.failNext("apis", "list", Fault.always(Fault.status(503)));

        start();

        await().untilAsserted(() -> assertThat(records.stream().filter(record -> record.value() instanceof Heartbeat))
                .hasSizeGreaterThan(3));
        assertThat(requireWatch().isReady()).isFalse();
        server.clearFaults();
        awaitSynced("Pod", "Node");
    }

    @Test
    void shouldListOnceForAOneShotAnalysis() throws Exception {
        server.put("pods", pod("web", "a"));
        server.failNext("nodes", "list", Fault.always(Fault.status(403)));
        server.failNext("pods", "list", Fault.status(500));
        List<String> changes = new CopyOnWriteArrayList<>();

        try (ClusterListing listing = ClusterListing.read("c", api(), KindSelection.defaults(), environment())) {
            listing.drainTo(change -> changes.add(change.getClass().getSimpleName()));
        }

        assertThat(changes).containsExactly("Upsert", "Unsynced", "Synced");
    }

    private void start() {
        start(UNSYNCED_AFTER, RETRY_REFUSED);
    }

    private void start(Duration unsyncedAfter, Duration retryRefused) {
        InformerSettings settings = new InformerSettings(
                5,
                2,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                unsyncedAfter,
                retryRefused,
                Duration.ofMillis(100),
                Duration.ofMinutes(5));
        SnapshotPublisher publisher =
                new SnapshotPublisher(SnapshotRouter.ofPartitions(1), records::add, PublishObserver.NONE);
        watch = new ClusterWatch(
                "c",
                api(),
                KindSelection.defaults(),
                publisher,
                new ClusterWatch.Options(settings, InformerObserver.NONE, environment()),
                fatal::set);
        watch.start();
    }

    private ApiServer api() {
        return new ApiServer(client, Duration.ofMillis(700), Clock.systemUTC());
    }

    private Environment environment() {
        Pause shortened = duration -> {
            pauses.add(duration);
            Pause.REAL.of(duration.compareTo(LONGEST_PAUSE) < 0 ? duration : LONGEST_PAUSE);
        };
        return new Environment(Clock.systemUTC(), shortened, () -> new Random(7));
    }

    private ClusterWatch requireWatch() {
        return java.util.Objects.requireNonNull(watch);
    }

    private void awaitSynced(String... kinds) {
        await().untilAsserted(() -> {
            for (String kind : kinds) {
                assertThat(indexOfSynced(kind)).as(kind).isNotNegative();
            }
        });
    }

    private void awaitWatching(String plural) {
        await().untilAsserted(() -> assertThat(server.watches(plural)).isPositive());
    }

    private int indexOf(String key) {
        return records.stream().map(RoutedRecord::key).toList().indexOf(key);
    }

    private int indexOfSynced(String kind) {
        List<@Nullable SnapshotRecord> values = records.stream()
                .<@Nullable SnapshotRecord>map(RoutedRecord::value)
                .toList();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof KindSynced synced && kind.equals(synced.kind())) {
                return i;
            }
        }
        return -1;
    }

    private long requestsOf(String start) {
        return server.requests().stream()
                .filter(request -> request.startsWith(start))
                .count();
    }

    private List<String> keys() {
        return records.stream().map(RoutedRecord::key).toList();
    }

    private List<KindUnsynced.Reason> reasonsOf(String kind) {
        return records.stream()
                .map(RoutedRecord::value)
                .filter(KindUnsynced.class::isInstance)
                .map(KindUnsynced.class::cast)
                .filter(unsynced -> kind.equals(unsynced.kind()))
                .map(KindUnsynced::reason)
                .toList();
    }

    /** What was published of a pod, in order; null for its deletion. */
    private List<@Nullable String> phasesOf(String pod) {
        List<@Nullable String> phases = new java.util.ArrayList<>();
        for (RoutedRecord record : records) {
            if (record.key().equals("c/core/Pod/n/" + pod)) {
                phases.add(
                        record.value() instanceof ResourceSnapshot snapshot
                                ? snapshot.resource().at("/status/phase").asText()
                                : null);
            }
        }
        return phases;
    }

    private static String pod(String name, String phase) {
        return "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'" + name + "','namespace':'n'},'status':{'phase':'"
                + phase + "'}}";
    }

    private static String definition() {
        return "{'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition','metadata':{'name':"
                + "'widgets.acme.io'},'spec':{'group':'acme.io'}}";
    }
}
