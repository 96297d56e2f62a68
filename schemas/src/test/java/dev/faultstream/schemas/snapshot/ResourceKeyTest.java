package dev.faultstream.schemas.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faultstream.schemas.RecordArbitraries;
import dev.faultstream.schemas.serde.Json;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceKeyTest {
    @Property(tries = 200)
    void shouldReadWhatItWrites(
            @ForAll("names") String cluster,
            @ForAll("names") String kind,
            @ForAll("names") String namespace,
            @ForAll("names") String name) {
        ResourceKey key = new ResourceKey(cluster, "apps", kind, namespace, name);
        assertThat(ResourceKey.parse(key.toString())).isEqualTo(key);
        assertThat(ControlKeys.isControl(key.toString())).isFalse();
    }

    @Property(tries = 200)
    void shouldTellControlKeysFromResourceKeys(@ForAll("names") String cluster, @ForAll("names") String kind) {
        KindRef ref = new KindRef("apps", kind);
        assertThat(ControlKeys.isControl(ControlKeys.kindState(cluster, ref))).isTrue();
        assertThat(ControlKeys.kindState(cluster, ref)).startsWith(ControlKeys.kindStatePrefix(cluster));
        assertThat(ControlKeys.isControl(ControlKeys.heartbeat(cluster))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b/c/d", "a/b/c/d/e/f", "a//c/d/e", "a/b/c/d/"})
    void shouldRefuseOtherForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ResourceKey.parse(text));
    }

    @Test
    void shouldNameCoreGroupAndMissingNamespace() throws IOException {
        ResourceKey key = Resources.key(
                "prod",
                Json.mapper().readTree("{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"a\"}}"));
        assertThat(key).hasToString("prod/core/Node/-/a");
        assertThat(key.isNamespaced()).isFalse();
    }

    @Test
    void shouldSayWhatAnObjectLacks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resources.key(
                        "prod", Json.mapper().readTree("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{}}")))
                .withMessageContaining("metadata.name");
    }

    @Provide
    Arbitrary<String> names() {
        return RecordArbitraries.name();
    }
}
