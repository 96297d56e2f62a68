package dev.faultstream.standalone.replay;

import dev.faultstream.analyzer.topology.AnalyzerDefinition;
import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.service.kafka.KafkaKeys;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.InstantConverter;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.standalone.SettingOptions;
import dev.faultstream.standalone.StopSignal;
import dev.faultstream.standalone.kafka.Broker;
import dev.faultstream.standalone.kafka.BrokerOptions;
import dev.faultstream.standalone.kafka.KafkaAccess;
import dev.faultstream.standalone.kafka.Workspace;
import dev.faultstream.standalone.terminal.FormatOptions;
import dev.faultstream.standalone.terminal.OutputFormat;
import dev.faultstream.standalone.terminal.Style;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code faultstream replay}: the failures of a time that has passed, from what the topic kept. */
@Command(
        name = "replay",
        description = "Analyses the recorded history again and tells the failures of a range of time.",
        footer = {
            "",
            "Reads k8s-resource-snapshots of the Kafka, or of the data directory of an 'up' that has ended, from its"
                    + " beginning, because failures grow out of what was before them; writes to none of the pipeline's"
                    + " topics. As json, each failure is a line. Exit codes: 0 done, 1 failed, 2 unusable arguments.",
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what has no default before the command runs
public final class ReplayCommand implements Callable<Integer> {
    private static final String UNKNOWN_ADDRESS = "localhost:9092";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            required = true,
            converter = InstantConverter.class,
            description = "The first instant of the range, such as 2026-03-02T09:00:00Z.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "INSTANT",
            required = true,
            converter = InstantConverter.class,
            description = "The last instant of the range.")
    private Instant to;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Only this cluster; all by default.")
    private @Nullable String cluster;

    @CommandLine.Mixin
    private final BrokerOptions history = new BrokerOptions();

    @CommandLine.Mixin
    private final FormatOptions output = new FormatOptions();

    @Option(
            names = "--output-topic",
            paramLabel = "NAME",
            description = "Write to this topic instead, which is created if it is missing.")
    private @Nullable String outputTopic;

    @CommandLine.Mixin
    private final SettingOptions settings = new SettingOptions();

    @Override
    public Integer call() throws Exception {
        ServiceSettings given = settings.given();
        given.requireKnown(List.of(new AnalyzerDefinition().configuration()));
        String problem = problem();
        if (problem != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), problem);
        }
        String known = history.bootstrapServer() == null ? UNKNOWN_ADDRESS : history.bootstrapServer();
        ServiceSettings all = given.with(KafkaKeys.BOOTSTRAP_SERVERS.name(), known);
        History past = new History(all, new History.Range(from, to, cluster));
        if (history.dataDirectory() == null) {
            replay(past, all);
            return ExitCode.OK;
        }
        try (Workspace workspace = Workspace.existing(history.dataDirectory());
                EmbeddedKafka broker = Broker.start(workspace, 0)) {
            replay(past, all.with(KafkaKeys.BOOTSTRAP_SERVERS.name(), broker.bootstrapServers()));
        }
        return ExitCode.OK;
    }

    private void replay(History past, ServiceSettings all) throws Exception {
        KafkaAccess kafka = new KafkaAccess(all);
        try (StopSignal stop = StopSignal.ofProcess();
                Output target = target(kafka)) {
            past.replay(kafka, target, stop);
        }
    }

    private Output target(KafkaAccess kafka) {
        if (outputTopic != null) {
            return TopicOutput.open(kafka, outputTopic);
        }
        return output.format() == OutputFormat.JSON
                ? new JsonOutput(spec.commandLine().getOut())
                : new TextOutput(Style.automatic(), spec.commandLine().getOut());
    }

    private @Nullable String problem() {
        if (to.isBefore(from)) {
            return "--to must not be before --from";
        }
        if ((history.bootstrapServer() == null) == (history.dataDirectory() == null)) {
            return "give either --bootstrap-server or --data-dir";
        }
        return null;
    }
}
