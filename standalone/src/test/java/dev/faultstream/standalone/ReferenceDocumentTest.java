package dev.faultstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.analyzer.engine.ConfiguredRule;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.service.ServiceMain;
import dev.faultstream.service.config.ConfigReference;
import dev.faultstream.service.metrics.MeterReference;
import dev.faultstream.service.metrics.ServiceMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The reference pages are made from the code. */
class ReferenceDocumentTest {
    private static final Path DOCS = Path.of("../docs");

    @Test
    void shouldListEverySettingThereIs() throws IOException {
        StringBuilder page = new StringBuilder("# Configuration\n\nMade from the code; `mvn -pl standalone -am test"
                + " -Dtest=ReferenceDocumentTest -Ddocs.update=true` brings it up to date.\n\nEvery key can stand in a YAML or"
                + " properties file (`--config FILE`), in the environment (`kafka.bootstrap-servers` is"
                + " `FAULTSTREAM_KAFKA_BOOTSTRAP_SERVERS`), or in a flag (`--kafka.bootstrap-servers=…`); the last one"
                + " wins. Secrets are read from files: `NAME-file`.\n");
        DocumentedServices.all().forEach((service, meters) -> page.append("\n## ")
                .append(service.name())
                .append("\n\n")
                .append(service.description())
                .append("\n\n")
                .append(ConfigReference.markdown(ServiceMain.configuration(service))));
        assertCurrent("configuration.md", page.toString());
    }

    @Test
    void shouldListEveryMeterThereIs() throws IOException {
        StringBuilder page = new StringBuilder(
                        "# Metrics\n\nMade from the code. Served at `/metrics` of each service, in"
                                + " Prometheus' form: dots become underscores, counters end in `_total`, timers in `_seconds`. Beside them"
                                + " stand those of the JVM, of the process, and of Kafka Streams and its clients.\n\n## every service\n\n")
                .append(MeterReference.markdown(List.of(ServiceMeter.values())));
        DocumentedServices.all().forEach((service, meters) -> page.append("\n## ")
                .append(service.name())
                .append("\n\n")
                .append(MeterReference.markdown(meters)));
        assertCurrent("metrics.md", page.toString());
    }

    @Test
    void shouldListEveryRuleThereIs() throws IOException {
        StringBuilder page = new StringBuilder(
                "# Rules\n\nMade from the code. A warning that explains something critical"
                        + " is published as critical.\n\n| rule | severity | grace | settle | message |\n|---|---|---|---|---|\n");
        RuleSet.load(RuleSettings.defaults()).all().stream()
                .sorted(Comparator.comparing(ConfiguredRule::id))
                .forEach(rule -> page.append("| `")
                        .append(rule.id())
                        .append("` | ")
                        .append(rule.severity().name().toLowerCase(Locale.ROOT))
                        .append(" | ")
                        .append(rule.definition().grace())
                        .append(" | ")
                        .append(rule.definition().settle())
                        .append(" | ")
                        .append(rule.definition().message().replace("|", "\\|"))
                        .append(" |\n"));
        assertCurrent("rules.md", page.toString());
    }

    private static void assertCurrent(String name, String fresh) throws IOException {
        Path document = DOCS.resolve(name);
        String written = Files.exists(document) ? Files.readString(document) : "";
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(document, fresh);
        }
        assertThat(written)
                .as("docs/" + name + ": run with -Ddocs.update=true to bring it up to date")
                .isEqualTo(fresh);
    }
}
