package dev.faultstream.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedByTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'labels':null}",
                "{'labels':{'app':'web','empty':'','none':null}}",
                "{'labels':{'app':'web'},'ownerReferences':[{'uid':'a','kind':'X','name':'x'},"
                        + "{'uid':'b','kind':'Y','name':'y','controller':true}]}",
            })
    void shouldBeTheSameReadFromBytesAsTakenFromTheObject(String metadata) throws IOException {
        // Given
        byte[] json = ("{'apiVersion':'v1','kind':'Pod','metadata':" + metadata + ",'spec':{'labels':{'not':'these'}}}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);

        // When
        ListedBy read = ListedBy.read(json, 0, json.length);
        ListedBy taken = ListedBy.of(
                new ResourceTypes(Set.of(Pod.class)).parse(KindRef.core("Pod"), json, 0, json.length), List.of());

        // Then
        assertThat(read).isEqualTo(taken);
    }
}
