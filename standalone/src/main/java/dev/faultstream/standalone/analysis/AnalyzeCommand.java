package dev.faultstream.standalone.analysis;

import dev.faultstream.analyzer.topology.AnalyzerKeys;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.standalone.ClusterOptions;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.InstantConverter;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.standalone.SettingOptions;
import dev.faultstream.standalone.terminal.FailureReport;
import dev.faultstream.standalone.terminal.FormatOptions;
import dev.faultstream.standalone.terminal.Style;
import dev.faultstream.watcher.change.ChangeReader;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code faultstream analyze}: the failures of one instant, without Kafka. */
@Command(
        name = "analyze",
        description = "Tells what is wrong in manifests, dumps, recordings or a live cluster, once, without Kafka.",
        footer = {
            "",
            "Exit codes: 0 done, 1 a failure as severe as --fail-on is open, 2 the input cannot be read.",
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what has no default before the command runs
public final class AnalyzeCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Recordings (JSON lines), manifests, lists, folders of them, folders and archives of"
                    + " 'kubectl cluster-info dump' or must-gather; '-' reads standard input.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--context", paramLabel = "NAME", description = "List this context of the kubeconfig instead.")
    private @Nullable String context;

    @CommandLine.Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "The instant to tell of, such as 2026-03-02T09:10:00Z; the newest in the input by default.")
    private @Nullable Instant at;

    @CommandLine.Mixin
    private final FormatOptions output = new FormatOptions();

    @Option(names = "--all", description = "Also those that are resolved by then.")
    private boolean all;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit with 1 if a failure of this severity or worse is open: critical, warning, info.")
    private @Nullable Severity failOn;

    @Option(names = "--language", paramLabel = "CODE", description = "Language of the remedies: en (default) or zh.")
    private @Nullable String language;

    @CommandLine.Mixin
    private final SettingOptions settings = new SettingOptions();

    @Override
    public Integer call() throws InterruptedException {
        InputChoice choice = new InputChoice(paths, context, cluster.kubeconfig(), cluster.name(), at);
        String problem = cluster.problem() == null ? choice.problem() : cluster.problem();
        if (problem != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), problem);
        }
        ServiceSettings rules = settings.given().with(AnalyzerKeys.LANGUAGE.name(), language);
        Analysis analysis = new Analysis(rules, at);
        try (ChangeReader reader = choice.open(Clock.systemUTC(), this::warn)) {
            analysis.run(reader);
        }
        List<Failure> failures = analysis.failures().stream()
                .filter(failure -> all || failure.state() == Failure.State.OPEN)
                .sorted(Comparator.comparing(Failure::id))
                .toList();
        print(failures, analysis);
        return isMet(failures) ? ExitCode.MET : ExitCode.OK;
    }

    private void print(List<Failure> failures, Analysis analysis) {
        PrintWriter out = spec.commandLine().getOut();
        switch (output.format()) {
            case JSON -> JsonArray.write(failures, out);
            case TEXT -> new FailureReport(Style.automatic(), analysis.instant()).write(failures, out);
        }
        out.flush();
        String bad = analysis.firstProblem();
        if (bad != null) {
            warn("left out what cannot be read: " + bad);
        }
    }

    private void warn(String text) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + text);
    }

    private boolean isMet(List<Failure> failures) {
        Severity limit = failOn;
        return limit != null
                && failures.stream()
                        .anyMatch(failure -> failure.state() == Failure.State.OPEN
                                && failure.severity().compareTo(limit) >= 0);
    }
}
