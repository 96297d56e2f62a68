package dev.faultstream.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TopicProvisionerIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void close() {
        admin.close();
        kafka.close();
    }

    @Test
    void shouldCreateWhatIsMissingAndFindItAsExpectedAfterwards() throws Exception {
        // Given
        List<TopicSpec> specs = specs("first.");
        // When
        List<TopicOutcome> first = provisioner().provision(specs);
        List<TopicOutcome> second = provisioner().provision(specs);
        // Then
        assertThat(first).hasSize(5).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOf(TopicOutcome.Created.class));
        assertThat(second)
                .extracting(TopicOutcome::topic)
                .containsExactlyElementsOf(specs.stream().map(TopicSpec::name).toList());
        assertThat(second).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(TopicOutcome.AsExpected.class));
        TopicDescription failures = admin.describeTopics(List.of("first.k8s-failures"))
                .allTopicNames()
                .get()
                .get("first.k8s-failures");
        assertThat(failures).isNotNull();
        assertThat(failures.partitions()).hasSize(3);
    }

    @Test
    void shouldWaitWhenAnotherBrokerDoesNotKnowANewTopicYet() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        Admin late = (Admin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("listOffsets") && asked.incrementAndGet() == 1) {
                        return unknown((Map<?, ?>) arguments[0]);
                    }
                    return method.invoke(admin, arguments);
                });
        // When
        List<TopicOutcome> outcomes = new TopicProvisioner(late, Clock.systemUTC(), TIMEOUT).provision(specs("late."));
        // Then
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(TopicOutcome.Created.class));
        assertThat(asked).hasValue(outcomes.size() + 1);
    }

    private static ListOffsetsResult unknown(Map<?, ?> partitions) {
        KafkaFutureImpl<ListOffsetsResult.ListOffsetsResultInfo> answer = new KafkaFutureImpl<>();
        answer.completeExceptionally(new UnknownTopicOrPartitionException("not yet"));
        Map<TopicPartition, KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo>> answers = new HashMap<>();
        partitions.keySet().forEach(partition -> answers.put((TopicPartition) partition, answer));
        return new ListOffsetsResult(answers);
    }

    @Test
    void shouldSayWhichTopicIsMissingWhenOthersAreToCreateIt() throws Exception {
        // Given
        List<TopicSpec> specs = specs("awaited.");
        TopicProvisioner impatient = new TopicProvisioner(admin, Clock.systemUTC(), Duration.ofSeconds(1));
        // When / Then
        assertThatThrownBy(() -> impatient.await(specs))
                .isInstanceOf(TopicException.class)
                .hasMessage("the topic awaited.k8s-resource-snapshots is not there");
        assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith("awaited."));
        provisioner().provision(specs);
        assertThat(impatient.await(specs))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(TopicOutcome.AsExpected.class));
    }

    @Test
    void shouldSayWhatDiffersAndChangeNothing() {
        // Given
        kafka.createTopic("other.k8s-failures", 2, Map.of("cleanup.policy", "delete", "min.compaction.lag.ms", "1000"));
        // When
        List<TopicOutcome> outcomes = provisioner().provision(specs("other."));
        List<TopicOutcome> again = provisioner().provision(specs("other."));
        // Then
        assertThat(differences(outcomes, "other.k8s-failures"))
                .contains(
                        "partitions: expected 3, actual 2",
                        "cleanup.policy: expected compact, actual delete",
                        "min.compaction.lag.ms: expected 604800000, actual 1000");
        assertThat(differences(again, "other.k8s-failures")).isEqualTo(differences(outcomes, "other.k8s-failures"));
    }

    @Test
    void shouldAgreeWhenManyDoItAtOnce() throws Exception {
        // Given
        int callers = 6;
        List<TopicSpec> specs = specs("race.");
        CountDownLatch gate = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(callers);
        try {
            List<Future<List<TopicOutcome>>> futures = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                futures.add(executor.submit(() -> {
                    gate.await();
                    return provisioner().provision(specs);
                }));
            }
            // When
            gate.countDown();
            List<TopicOutcome> all = new ArrayList<>();
            for (Future<List<TopicOutcome>> future : futures) {
                all.addAll(future.get());
            }
            // Then
            for (TopicSpec spec : specs) {
                List<TopicOutcome> ofTopic = all.stream()
                        .filter(outcome -> outcome.topic().equals(spec.name()))
                        .toList();
                assertThat(ofTopic)
                        .filteredOn(outcome -> outcome instanceof TopicOutcome.Created)
                        .hasSize(1);
                assertThat(ofTopic)
                        .filteredOn(outcome -> outcome instanceof TopicOutcome.AsExpected)
                        .hasSize(callers - 1);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void shouldGiveUpInTimeWhenNoBrokerAnswers() {
        Admin nobody = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"));
        try {
            TopicProvisioner provisioner = new TopicProvisioner(nobody, Clock.systemUTC(), Duration.ofMillis(300));
            List<TopicSpec> specs = specs("never.");
            assertThatThrownBy(() -> provisioner.provision(specs))
                    .isInstanceOf(TopicException.class)
                    .hasMessageContaining("in time");
        } finally {
            nobody.close(Duration.ZERO);
        }
    }

    @Test
    void shouldSayWhenTheBrokerRefuses() {
        TopicSpec impossible = new TopicSpec("impossible", 1, (short) 3, Map.of());
        assertThatThrownBy(() -> provisioner().provision(List.of(impossible)))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("cannot create the topic impossible")
                .hasRootCauseInstanceOf(InvalidReplicationFactorException.class);
    }

    private static List<String> differences(List<TopicOutcome> outcomes, String topic) {
        return outcomes.stream()
                .filter(outcome -> outcome.topic().equals(topic))
                .flatMap(outcome -> outcome.match(
                        created -> List.<String>of().stream(),
                        asExpected -> List.<String>of().stream(),
                        differs -> differs.differences().stream()))
                .toList();
    }

    private static List<TopicSpec> specs(String prefix) {
        return TopicSpec.all(
                TopicSettings.defaults().withNames(new TopicNames(prefix)).withPartitions(3));
    }

    private static TopicProvisioner provisioner() {
        return new TopicProvisioner(admin, Clock.systemUTC(), TIMEOUT);
    }
}
