package dev.faultstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.testing.alertmanager.Alertmanager;
import dev.faultstream.testing.alertmanager.People;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The sample, played into a real Alertmanager. */
@EnabledIf(
        value = "dev.faultstream.testing.alertmanager.Alertmanager#isInstalled",
        disabledReason = "no prometheus-alertmanager on the PATH; Debian has it as a package, and .ci/run installs it")
class AlertsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void shouldFireInAndBeResolvedFromAnAlertmanager() throws Exception {
        try (People people = new People();
                Alertmanager alertmanager = new Alertmanager(folder, people.url(), List.of("cluster", "root_cause"))) {
            // Given
            alertmanager.start();
            await().atMost(PATIENCE).until(alertmanager::isReady);

            // When
            try (Child up = Child.faultstream(
                    folder,
                    "up",
                    "up",
                    "--until-quiet",
                    "--speed",
                    "60",
                    "--alertmanager",
                    alertmanager.url().toString())) {
                assertThat(up.awaitExit(240)).as(up::err).isEqualTo(ExitCode.OK);
            }

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts(people, "resolved"))
                    .contains("pod.image-not-found storefront/web"));
            assertThat(alerts(people, "firing")).contains("pod.image-not-found storefront/web");
            assertThat(people.told("firing")).as("nobody is told of symptoms").allMatch(alert -> "false"
                    .equals(alert.at("/labels/symptom").asText()));
        }
    }

    private static List<String> alerts(People people, String status) {
        return people.told(status).stream()
                .map(alert -> alert.at("/labels/alertname").asText()
                        + ' '
                        + alert.at("/labels/namespace").asText()
                        + '/'
                        + alert.at("/labels/name").asText())
                .distinct()
                .toList();
    }
}
