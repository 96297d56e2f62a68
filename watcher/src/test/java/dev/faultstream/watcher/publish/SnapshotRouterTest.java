package dev.faultstream.watcher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindSynced;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.topic.HomePartition;
import dev.faultstream.watcher.change.ClusterChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SnapshotRouterTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final int PARTITIONS = 12;

    private final SnapshotRouter router = SnapshotRouter.ofPartitions(PARTITIONS);

    @Test
    void shouldSendAnObjectToTheHomeOfItsNamespace() {
        List<RoutedRecord> records = router.route(upsert(T0, pod("shop", "web-1", "a")));

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.partition()).isEqualTo(HomePartition.of("c", "shop", PARTITIONS));
            assertThat(record.key()).isEqualTo("c/core/Pod/shop/web-1");
            assertThat(record.timestamp()).isEqualTo(T0);
            assertThat(record.value()).isInstanceOf(ResourceSnapshot.class);
        });
    }

    @Test
    void shouldGiveNoRecordWhenTheObjectIsTheSame() {
        router.route(upsert(T0, pod("shop", "web-1", "a")));

        assertThat(router.route(upsert(T0.plusSeconds(1), pod("shop", "web-1", "a"))))
                .isEmpty();
        assertThat(router.route(upsert(T0.plusSeconds(2), pod("shop", "web-1", "b"))))
                .hasSize(1);
        assertThat(router.route(upsert(T0.plusSeconds(3), pod("shop", "web-1", "a"))))
                .hasSize(1);
    }

    @Test
    void shouldPublishTheSameObjectAgainWhenTheEpochIsNewer() {
        router.route(upsert(T0, pod("shop", "web-1", "a")));

        List<RoutedRecord> records =
                router.route(new ClusterChange.Upsert("c", T0.plusSeconds(1), 2, pod("shop", "web-1", "a")));

        assertThat(records).hasSize(1);
    }

    @Test
    void shouldSendBroadcastKindsToEveryPartitionAndTheirDeletionToo() {
        ObjectNode node = json("{'apiVersion':'v1','kind':'Node','metadata':{'name':'n1'}}");

        assertThat(partitions(router.route(upsert(T0, node)))).hasSize(PARTITIONS);
        List<RoutedRecord> deletion = router.route(delete(T0, "core", "Node", "-", "n1"));
        assertThat(partitions(deletion)).hasSize(PARTITIONS);
        assertThat(deletion).allSatisfy(record -> assertThat(record.value()).isNull());
    }

    @Test
    void shouldSendAnIngressWholeToItsHomeAndItsProjectionElsewhere() {
        ObjectNode ingress = json("{'apiVersion':'networking.k8s.io/v1','kind':'Ingress','metadata':{'name':'i',"
                + "'namespace':'shop'},'spec':{'ingressClassName':'nginx','tls':[{'secretName':'t'}],'rules':[]}}");

        List<RoutedRecord> records = router.route(upsert(T0, ingress));

        int home = HomePartition.of("c", "shop", PARTITIONS);
        assertThat(partitions(records)).hasSize(PARTITIONS);
        assertThat(records)
                .allSatisfy(record ->
                        assertThat(resource(record).at("/spec").has("tls")).isEqualTo(record.partition() == home));
    }

    @Test
    void shouldLeaveATombstoneWhereAVolumeWasWhenItsClaimChanges() {
        router.route(upsert(T0, volume("shop")));

        List<RoutedRecord> records = router.route(upsert(T0.plusSeconds(1), volume("payments")));

        assertThat(records).hasSize(2);
        assertThat(records.get(0).partition()).isEqualTo(HomePartition.of("c", "shop", PARTITIONS));
        assertThat(records.get(0).value()).isNull();
        assertThat(records.get(1).partition()).isEqualTo(HomePartition.of("c", "payments", PARTITIONS));
        assertThat(records.get(1).value()).isNotNull();
    }

    @Test
    void shouldMoveAnAttachmentToTheClaimOfItsVolumeWhenTheVolumeComesLater() {
        ObjectNode attachment = json("{'apiVersion':'storage.k8s.io/v1','kind':'VolumeAttachment','metadata':"
                + "{'name':'va'},'spec':{'source':{'persistentVolumeName':'pv'}}}");
        int without = HomePartition.of("c", "-", PARTITIONS);
        int with = HomePartition.of("c", "shop", PARTITIONS);
        assertThat(partitions(router.route(upsert(T0, attachment)))).containsExactly(without);

        List<RoutedRecord> records = router.route(upsert(T0.plusSeconds(1), volume("shop")));

        assertThat(records)
                .filteredOn(record -> record.key().contains("VolumeAttachment"))
                .extracting(RoutedRecord::partition, record -> record.value() == null)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(without, true),
                        org.assertj.core.groups.Tuple.tuple(with, false));
    }

    @Test
    void shouldSendAnEventToTheHomeOfItsObject() {
        ObjectNode event = json("{'apiVersion':'v1','kind':'Event','metadata':{'name':'e','namespace':'default'},"
                + "'type':'Warning','involvedObject':{'apiVersion':'v1','kind':'Node','name':'n1'}}");

        assertThat(partitions(router.route(upsert(T0, event)))).hasSize(PARTITIONS);
    }

    @Test
    void shouldDeleteWhatANewListNoLongerHolds() {
        KindRef pods = KindRef.core("Pod");
        router.route(new ClusterChange.ListStarted("c", T0, pods));
        router.route(upsert(T0, pod("shop", "stays", "a")));
        router.route(upsert(T0, pod("shop", "goes", "a")));
        router.route(new ClusterChange.Synced("c", T0, 1, pods));

        router.route(new ClusterChange.ListStarted("c", T0, pods));
        List<RoutedRecord> same = router.route(upsert(T0, pod("shop", "stays", "a")));
        List<RoutedRecord> records = router.route(new ClusterChange.Synced("c", T0.plusSeconds(9), 1, pods));

        assertThat(same).isEmpty();
        assertThat(records.get(0).key()).isEqualTo("c/core/Pod/shop/goes");
        assertThat(records.get(0).value()).isNull();
        assertThat(records.subList(1, records.size()))
                .hasSize(PARTITIONS)
                .allSatisfy(record -> assertThat(record.value()).isInstanceOf(KindSynced.class));
        assertThat(router.objects()).isEqualTo(1);
    }

    @Test
    void shouldKeepObjectsWhenAKindIsSyncedWithoutAList() {
        router.route(upsert(T0, pod("shop", "web", "a")));

        assertThat(router.route(new ClusterChange.Synced("c", T0, 1, KindRef.core("Pod"))))
                .hasSize(PARTITIONS);
    }

    @Test
    void shouldForgetAKindWithAllItsObjectsWhenItIsGone() {
        router.route(upsert(T0, pod("shop", "web", "a")));

        List<RoutedRecord> records = router.route(new ClusterChange.KindGone("c", T0, KindRef.core("Pod")));

        assertThat(records).allSatisfy(record -> assertThat(record.value()).isNull());
        assertThat(records.get(0).key()).isEqualTo("c/core/Pod/shop/web");
        assertThat(partitions(records.subList(1, records.size()))).hasSize(PARTITIONS);
        assertThat(records.get(1).key()).isEqualTo("c/$kinds/core/Pod");
        assertThat(router.objects()).isZero();
    }

    @Test
    void shouldGiveNoRecordWhenWhatIsDeletedWasNeverPublished() {
        assertThat(router.route(delete(T0, "core", "Pod", "shop", "unknown"))).isEmpty();
    }

    @Test
    void shouldNeverLetTheTimeOfAClusterGoBack() {
        router.route(upsert(T0.plusSeconds(5), pod("shop", "a", "x")));

        List<RoutedRecord> records = router.route(upsert(T0, pod("shop", "b", "x")));

        assertThat(records.get(0).timestamp()).isEqualTo(T0.plusSeconds(5));
        assertThat(records.get(0).value())
                .isInstanceOfSatisfying(ResourceSnapshot.class, snapshot -> assertThat(snapshot.observedAt())
                        .isEqualTo(T0.plusSeconds(5)));
    }

    @Test
    void shouldTellEveryPartitionWhatKindsAreNotSyncedAndThatTheClusterIsWatched() {
        ClusterChange unsynced =
                new ClusterChange.Unsynced("c", T0, 1, KindRef.core("Pod"), KindUnsynced.Reason.FORBIDDEN);

        assertThat(partitions(router.route(unsynced))).hasSize(PARTITIONS);
        assertThat(partitions(router.route(new ClusterChange.Heartbeat("c", T0, 1L))))
                .hasSize(PARTITIONS);
    }

    @Test
    void shouldHoldBackRenewalsOfALeaseButNotAChangeOfItsHolder() {
        assertThat(router.route(upsert(T0, lease("a", 0)))).hasSize(1);

        assertThat(router.route(upsert(T0.plusSeconds(2), lease("a", 2)))).isEmpty();
        assertThat(router.route(upsert(T0.plusSeconds(4), lease("b", 4)))).hasSize(1);
        assertThat(router.route(upsert(T0.plusSeconds(23), lease("b", 23)))).isEmpty();
        assertThat(router.route(upsert(T0.plusSeconds(24), lease("b", 24)))).hasSize(1);
    }

    @Test
    void shouldPublishMetadataAndStatusAloneWhenAnObjectIsTooLarge() {
        SnapshotRouter small = new SnapshotRouter(new RouterLimits(1, 2048), PublishObserver.NONE);
        ObjectNode large = json("{'apiVersion':'x/v1','kind':'Big','metadata':{'name':'b','namespace':'n'},"
                + "'spec':{'text':'" + "x".repeat(4000) + "'},'status':{'phase':'Ready'}}");

        List<RoutedRecord> records = small.route(upsert(T0, large));

        assertThat(records.get(0).value()).isInstanceOfSatisfying(ResourceSnapshot.class, snapshot -> {
            assertThat(snapshot.truncated()).isTrue();
            assertThat(snapshot.resource().has("spec")).isFalse();
            assertThat(snapshot.resource().at("/status/phase").asText()).isEqualTo("Ready");
        });
    }

    @Test
    void shouldDropTheStatusTooWhenItIsWhatIsTooLarge() {
        SnapshotRouter small = new SnapshotRouter(new RouterLimits(1, 2048), PublishObserver.NONE);
        ObjectNode large = json("{'apiVersion':'x/v1','kind':'Big','metadata':{'name':'b','namespace':'n',"
                + "'annotations':{'a':'" + "x".repeat(4000) + "'}},'status':{'text':'" + "x".repeat(4000) + "'}}");

        List<RoutedRecord> records = small.route(upsert(T0, large));

        assertThat(resource(records.get(0)).toString()).hasSizeLessThan(2048).contains("\"name\":\"b\"");
    }

    private static Set<Integer> partitions(List<RoutedRecord> records) {
        return records.stream().map(RoutedRecord::partition).collect(Collectors.toSet());
    }

    private static ObjectNode resource(RoutedRecord record) {
        assertThat(record.value()).isInstanceOf(ResourceSnapshot.class);
        return ((ResourceSnapshot) java.util.Objects.requireNonNull(record.value())).resource();
    }

    private static ClusterChange upsert(Instant at, ObjectNode resource) {
        return new ClusterChange.Upsert("c", at, 1, resource);
    }

    private static ClusterChange delete(Instant at, String group, String kind, String namespace, String name) {
        return new ClusterChange.Delete(at, new ResourceKey("c", group, kind, namespace, name));
    }

    private static ObjectNode pod(String namespace, String name, String phase) {
        return json("{'apiVersion':'v1','kind':'Pod','metadata':{'name':'" + name + "','namespace':'" + namespace
                + "'},'status':{'phase':'" + phase + "'}}");
    }

    private static ObjectNode volume(String namespace) {
        return json("{'apiVersion':'v1','kind':'PersistentVolume','metadata':{'name':'pv'},'spec':{'claimRef':"
                + "{'namespace':'" + namespace + "','name':'data'}}}");
    }

    private static ObjectNode lease(String holder, int second) {
        return json("{'apiVersion':'coordination.k8s.io/v1','kind':'Lease','metadata':{'name':'kube-scheduler',"
                + "'namespace':'kube-system'},'spec':{'holderIdentity':'" + holder + "','renewTime':'"
                + T0.plus(Duration.ofSeconds(second)) + "'}}");
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
