package dev.faultstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.service.kafka.RightsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** The page about Kafka's security lists the rights that the services ask for, which {@code SecuredPipelineIT} grants. */
class RightsDocumentTest {
    private static final Path PAGE = Path.of("../docs/kafka-security.md");
    private static final Pattern SECTION =
            Pattern.compile("(<!-- generated: rights of (.+?) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    @Test
    void shouldListTheRightsOfEveryService() throws IOException {
        // Given
        String written = Files.readString(PAGE);

        // When
        String fresh = SECTION.matcher(written)
                .replaceAll(section -> Matcher.quoteReplacement(section.group(1)
                        + RightsReference.markdown(ServiceRights.of(section.group(2)))
                        + section.group(3)));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, fresh);
        }

        // Then
        assertThat(written)
                .as("docs/kafka-security.md: run with -Ddocs.update=true to bring it up to date")
                .isEqualTo(fresh);
        assertThat(SECTION.matcher(written).results().map(section -> section.group(2)))
                .containsExactlyInAnyOrderElementsOf(ServiceRights.NAMES);
    }

    /** As docs/security.md says. */
    @Test
    void shouldLetOneServiceAloneWriteToATopicThatIsNoPlaceForDeadLetters() {
        // When
        Map<String, Set<String>> writers = new TreeMap<>();
        for (String part : ServiceRights.NAMES) {
            ServiceRights.of(part).stream()
                    .filter(right -> right.type() == ResourceType.TOPIC)
                    .filter(right -> right.operations().contains(AclOperation.WRITE))
                    .forEach(right -> writers.computeIfAbsent(right.name(), name -> new TreeSet<>())
                            .add(part));
        }

        // Then
        assertThat(writers).containsKeys("k8s-resource-snapshots", "k8s-failures", "k8s-failures-explained");
        writers.remove("k8s-dead-letters");
        assertThat(writers)
                .allSatisfy((topic, parts) -> assertThat(parts).as(topic).hasSize(1));
    }
}
