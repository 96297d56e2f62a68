package dev.faultstream.schemas.topic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicSpecTest {
    private final Map<String, TopicSpec> specs = TopicSpec.all(TopicSettings.defaults()).stream()
            .collect(Collectors.toMap(TopicSpec::name, Function.identity()));

    @Test
    void shouldKeepHistoryThenTheLatestOfWhatIsFollowed() {
        assertThat(List.of("k8s-resource-snapshots", "k8s-failures", "k8s-failures-explained"))
                .allSatisfy(name -> assertThat(spec(name)).satisfies(spec -> {
                    assertThat(spec.partitions()).isEqualTo(12);
                    assertThat(spec.replicationFactor()).isEqualTo((short) -1);
                    assertThat(spec.config())
                            .containsEntry("cleanup.policy", "compact")
                            .containsEntry("min.compaction.lag.ms", "604800000");
                }));
    }

    @Test
    void shouldKeepOnlyTheLatestOfExplanations() {
        assertThat(spec("k8s-explanations").config())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("min.compaction.lag.ms");
    }

    @Test
    void shouldDeleteDeadLettersByTheTimeTheyArrived() {
        assertThat(spec("k8s-dead-letters").config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "1209600000")
                .containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void shouldNameTopicsWithThePrefix() {
        TopicSettings settings = TopicSettings.defaults().withNames(new TopicNames("prod."));
        assertThat(TopicSpec.all(settings))
                .extracting(TopicSpec::name)
                .containsExactly(
                        "prod.k8s-resource-snapshots",
                        "prod.k8s-failures",
                        "prod.k8s-explanations",
                        "prod.k8s-failures-explained",
                        "prod.k8s-dead-letters");
    }

    @Test
    void shouldRefuseWhatNoTopicCanBe() {
        TopicNames names = TopicNames.unprefixed();
        Duration day = Duration.ofDays(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicNames("a/b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicSettings(names, 0, (short) 1, day, day))
                .withMessageContaining("partitions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicSettings(names, 1, (short) 0, day, day))
                .withMessageContaining("replicationFactor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicSettings(names, 1, (short) 1, Duration.ZERO, day))
                .withMessageContaining("history");
    }

    private TopicSpec spec(String name) {
        return requireNonNull(specs.get(name));
    }
}
