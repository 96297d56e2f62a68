package dev.faultstream.watcher.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.snapshot.KindRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindSelectionTest {
    @ParameterizedTest
    @CsvSource({
        "core,Pod,true",
        "core,ComponentStatus,false",
        "apps,ControllerRevision,false",
        "apps,Deployment,true",
        "events.k8s.io,Event,false",
        "gateway.networking.k8s.io,Gateway,true",
        "acme.io,Widget,true",
        "core.k8sgpt.ai,Result,false",
        "cilium.io,CiliumEndpoint,false",
        "cilium.io,CiliumNetworkPolicy,true",
    })
    void shouldWantWhatRulesReadAndAllCustomResourcesButAFew(String group, String kind, boolean wanted) {
        assertThat(KindSelection.defaults().wants(new KindRef(group, kind))).isEqualTo(wanted);
    }

    @Test
    void shouldWantNoCustomResourcesButThoseIncluded() {
        KindSelection selection = new KindSelection(List.of("acme.io/*", "*.example.com/Thing*"), List.of(), false);

        assertThat(selection.wants(new KindRef("acme.io", "Widget"))).isTrue();
        assertThat(selection.wants(new KindRef("a.example.com", "ThingSet"))).isTrue();
        assertThat(selection.wants(new KindRef("a.example.com", "Other"))).isFalse();
        assertThat(selection.wants(new KindRef("other.io", "Widget"))).isFalse();
        assertThat(selection.wants(KindRef.core("Pod"))).isTrue();
    }

    @Test
    void shouldNotWantWhatIsExcludedEvenIfIncluded() {
        KindSelection selection =
                new KindSelection(List.of("core.k8sgpt.ai/Result", "core/*"), List.of("core/S*t", "*/Node"), true);

        assertThat(selection.wants(new KindRef("core.k8sgpt.ai", "Result"))).isTrue();
        assertThat(selection.wants(KindRef.core("Secret"))).isFalse();
        assertThat(selection.wants(KindRef.core("Service"))).isTrue();
        assertThat(selection.wants(KindRef.core("Node"))).isFalse();
        assertThat(selection.wants(KindRef.core("Binding"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"apps/Deployment,true", "*/*,true", "*.io/Foo*,true", "Deployment,false", "a/b/c,false", "/x,false"})
    void shouldKnowAPattern(String text, boolean pattern) {
        assertThat(KindSelection.isPattern(text)).isEqualTo(pattern);
    }
}
