package dev.faultstream.standalone;

import dev.faultstream.analyzer.topology.AnalyzerDefinition;
import dev.faultstream.explainer.ExplainerDefinition;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.http.HealthProbe;
import dev.faultstream.sink.SinkDefinition;
import dev.faultstream.standalone.analysis.AnalyzeCommand;
import dev.faultstream.standalone.kafka.TopicsCommand;
import dev.faultstream.standalone.replay.ReplayCommand;
import dev.faultstream.standalone.up.UpCommand;
import dev.faultstream.watcher.WatcherDefinition;
import dev.faultstream.watcher.recording.RecordingException;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;

/** The command with all that stands below it. */
@Command(
        name = "faultstream",
        description = "Turns what happens in Kubernetes clusters into a stream of explained failures.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class)
final class Faultstream implements Runnable {
    private static final List<ServiceDefinition> SERVICES =
            List.of(new WatcherDefinition(), new AnalyzerDefinition(), new ExplainerDefinition(), new SinkDefinition());
    private static final Logger LOGGER = LoggerFactory.getLogger(Faultstream.class);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandLine.Model.CommandSpec spec;

    private Faultstream() {}

    /** The command, ready to be executed. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Faultstream());
        line.addSubcommand(new UpCommand());
        line.addSubcommand(new AnalyzeCommand());
        line.addSubcommand(new ReplayCommand());
        SERVICES.forEach(service -> line.addSubcommand(ServiceCommand.of(service)));
        line.addSubcommand(ServiceCommand.of(
                "topics", TopicsCommand.DESCRIPTION, arguments -> TopicsCommand.run(arguments, line.getOut())));
        line.addSubcommand(ServiceCommand.of(
                "health",
                HealthProbe.DESCRIPTION,
                arguments -> HealthProbe.run(arguments, System.getenv(), line.getOut())));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(Faultstream::explain);
        return line;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int explain(Exception problem, CommandLine line, ParseResult arguments) {
        PrintWriter err = line.getErr();
        String name = line.getCommandSpec().qualifiedName();
        if (problem instanceof CommandFailedException failed) {
            err.println(name + ": " + failed.getMessage());
            return failed.exitCode();
        }
        if (problem instanceof RecordingException) {
            err.println(name + ": " + problem.getMessage());
            return ExitCode.UNUSABLE_INPUT;
        }
        if (problem instanceof ConfigException misconfigured) {
            misconfigured.violations().forEach(violation -> err.println(name + ": " + violation));
            return ExitCode.UNUSABLE_INPUT;
        }
        if (problem instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
        LOGGER.atError().setCause(problem).addKeyValue("command", name).log("the command failed");
        return ExitCode.BROKEN;
    }
}
