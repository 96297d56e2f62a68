package dev.faultstream.standalone.up;

import dev.faultstream.standalone.ClusterOptions;
import dev.faultstream.standalone.CommandFailedException;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.standalone.SettingOptions;
import dev.faultstream.standalone.StopSignal;
import dev.faultstream.standalone.kafka.BrokerOptions;
import dev.faultstream.standalone.kafka.Workspace;
import dev.faultstream.standalone.terminal.FormatOptions;
import dev.faultstream.standalone.terminal.OutputFormat;
import dev.faultstream.standalone.terminal.Style;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code faultstream up}: the whole pipeline in one process. */
@Command(
        name = "up",
        description = "Runs the whole pipeline in this process and shows failures as they open, change and resolve.",
        footer = {
            "",
            "Settings of the services can also stand in environment variables; 'faultstream analyzer --help'"
                    + " and so on list them. As json, each explained failure is a line, and nothing else is."
                    + " Interrupted, it ends cleanly, and with --data-dir goes on next time. Exit codes: 0 ended,"
                    + " 1 a service failed, 2 unusable settings or input, 130 by Ctrl-C, 143 by SIGTERM.",
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what has no default before the command runs
public final class UpCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "PATH",
            description = "A recording or dump to publish; the sample by default. Can be given several times.")
    private List<Path> from = List.of();

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "How many times faster than it happened a recording is played; as fast as it can by default,"
                    + " and 90 when the sample is shown to a person.")
    private @Nullable Double speed;

    @Option(names = "--context", paramLabel = "NAME", description = "Watch this context of the kubeconfig instead.")
    private List<String> contexts = List.of();

    @CommandLine.Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @CommandLine.Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The port of the Kafka that is started; any free one by default.")
    private int port;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of topics that are created; 1 by default, 12 with --bootstrap-server.")
    private @Nullable Integer partitions;

    @Option(names = "--model-url", paramLabel = "URL", description = "An OpenAI-compatible server, with its /v1.")
    private @Nullable String modelUrl;

    @Option(names = "--model", paramLabel = "NAME", description = "The model that explains; remedies only without.")
    private @Nullable String model;

    @Option(names = "--until-quiet", description = "End when the input is consumed and all of it is published.")
    private boolean untilQuiet;

    @Option(
            names = "--quiet-timeout",
            paramLabel = "SECONDS",
            description = "With --until-quiet: fail when nothing moves for so long; 60 by default, 900 with a model.")
    private @Nullable Integer quietTimeout;

    @CommandLine.Mixin
    private final FormatOptions output = new FormatOptions();

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "-1",
            description = "Serve health and metrics here; off by default.")
    private int httpPort;

    @Option(
            names = "--alertmanager",
            paramLabel = "URL",
            description = "Send alerts to this Alertmanager, those of symptoms too: docs/alerts.md has the rule that"
                    + " inhibits them.")
    private @Nullable String alertmanager;

    @CommandLine.Mixin
    private final SettingOptions settings = new SettingOptions();

    @Override
    public Integer call() throws Exception {
        Source source = source();
        UpPlan plan = new UpPlan(
                source,
                broker.bootstrapServer(),
                port,
                partitions == null ? (broker.bootstrapServer() == null ? 1 : 12) : partitions,
                modelUrl,
                model,
                httpPort,
                given());
        Progress progress = new Progress(spec.commandLine().getErr(), Style.automatic(), Clock.systemUTC());
        View view = output.format() == OutputFormat.JSON
                ? new JsonView(System.out)
                : new TextView(Style.automatic(), spec.commandLine().getOut());
        try (StopSignal stop = StopSignal.ofProcess();
                Workspace workspace = Workspace.open(broker.dataDirectory());
                Pipeline pipeline = new Pipeline(plan, workspace, progress, stop)) {
            pipeline.start(view);
            if (untilQuiet) {
                pipeline.awaitQuiet(patience());
            } else {
                pipeline.awaitEnd();
            }
            view.finish();
        }
        return ExitCode.OK;
    }

    private ServiceSettings given() {
        ServiceSettings given = settings.given();
        if (alertmanager == null) {
            return given;
        }
        Map<String, String> output = Map.of(
                "outputs.alertmanager.type", "alertmanager",
                "outputs.alertmanager.url", alertmanager,
                "outputs.alertmanager.root-causes-only", "false");
        return new ServiceSettings(given.environment(), output).with(given.values());
    }

    private Duration patience() {
        return Duration.ofSeconds(quietTimeout != null ? quietTimeout : model == null ? 60 : 900);
    }

    private Source source() {
        boolean live = !contexts.isEmpty() || cluster.kubeconfig() != null;
        if (live && !from.isEmpty()) {
            throw wrong("give either --from or --context");
        }
        if (live && untilQuiet) {
            throw wrong("--until-quiet needs an input that ends: a live cluster does not");
        }
        if (live && speed != null) {
            throw wrong("--speed does not go with a live cluster");
        }
        if ((modelUrl == null) != (model == null)) {
            throw wrong("--model-url and --model go together");
        }
        String problem = cluster.problem();
        if (problem != null) {
            throw wrong(problem);
        }
        if (cluster.name() != null && contexts.size() > 1) {
            throw wrong("--cluster goes with one cluster only: " + cluster.name());
        }
        if (live) {
            return Source.live(contexts, cluster.kubeconfig(), cluster.name());
        }
        if (!from.isEmpty()) {
            return Source.recording(from, cluster.name(), speed);
        }
        boolean shown = output.format() == OutputFormat.TEXT;
        return Source.sample(speed != null || !shown ? speed : Double.valueOf(Source.SHOW_SPEED))
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.UNUSABLE_INPUT, "the sample is not here; name a recording with --from", null));
    }

    private CommandLine.ParameterException wrong(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }
}
