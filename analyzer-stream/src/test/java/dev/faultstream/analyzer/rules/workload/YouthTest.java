package dev.faultstream.analyzer.rules.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class YouthTest {
    @Test
    void shouldLastFiveMinutesWhenNoStartupProbeAllowsMore() {
        // Given
        Container container = container(0, 10, 30);

        // When
        Duration youth = youth(container, null);

        // Then
        assertThat(youth).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shouldLastAsLongAsTheStartupProbesAllowWhenThatIsLonger() {
        // Given
        Container main = container(60, 10, 60);
        Container sidecar = container(0, 10, 12);

        // When
        Duration youth = youth(main, sidecar);

        // Then
        assertThat(youth).isEqualTo(Duration.ofMinutes(13));
    }

    private static Duration youth(Container main, @Nullable Container sidecar) {
        PodSpecBuilder pods = new PodSpecBuilder().addToContainers(main);
        if (sidecar != null) {
            pods.addToInitContainers(
                    new ContainerBuilder(sidecar).withRestartPolicy("Always").build());
        }
        return Youth.of(Workload.of(new DeploymentBuilder()
                .withNewMetadata()
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withSpec(pods.build())
                .endTemplate()
                .endSpec()
                .build()));
    }

    private static Container container(int delay, int period, int threshold) {
        return new ContainerBuilder()
                .withName("main")
                .withNewStartupProbe()
                .withInitialDelaySeconds(delay)
                .withPeriodSeconds(period)
                .withFailureThreshold(threshold)
                .endStartupProbe()
                .build();
    }
}
