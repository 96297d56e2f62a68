package dev.faultstream.service;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigReference;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.Flags;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.service.http.HttpKeys;
import dev.faultstream.service.kafka.AccessProblem;
import dev.faultstream.service.metrics.BuildInfo;
import dev.faultstream.service.tracing.TracingKeys;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one service as a process: reads its configuration, serves its health, starts it, waits until it ends or the
 * process is told to stop, and closes it in bounded time.
 */
public final class ServiceMain {
    /** The service ended as it should. */
    public static final int OK = 0;
    /** The service failed. */
    public static final int FAILED = 1;
    /** The configuration cannot be used; nothing was connected to. */
    public static final int MISCONFIGURED = 2;

    static final ConfigKey<Duration> SHUTDOWN_TIMEOUT = ConfigKey.of(
                    "shutdown.timeout", ValueTypes.duration(), "How long the service may take to close.")
            .withDefault("30s")
            .check("must be positive", timeout -> timeout.compareTo(Duration.ZERO) > 0);

    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceMain.class);

    private final ServiceDefinition definition;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    ServiceMain(ServiceDefinition definition, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.definition = definition;
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a service until it ends or the process is told to stop.
     *
     * @param arguments flags {@code --key=value}, {@code --config=FILE}, {@code --help}, {@code --version}
     * @return the process's exit code
     */
    public static int run(ServiceDefinition definition, List<String> arguments) {
        return new ServiceMain(definition, System.getenv(), System.out, System.err).run(arguments, true);
    }

    /** Runs a service and exits the process with its exit code. */
    public static void exit(ServiceDefinition definition, String[] arguments) {
        System.exit(run(definition, List.of(arguments)));
    }

    /** All settings of a service that runs as a process, for its documentation. */
    public static ConfigTable configuration(ServiceDefinition definition) {
        return definition
                .configuration()
                .and(HttpKeys.TABLE)
                .and(TracingKeys.TABLE)
                .and(ConfigTable.of(SHUTDOWN_TIMEOUT));
    }

    int run(List<String> arguments, boolean hooked) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(usage());
            return OK;
        }
        if (arguments.contains("--version")) {
            out.println("faultstream " + BuildInfo.version());
            return OK;
        }
        try {
            ConfigSources sources = ConfigSources.of(environment, Flags.parse(arguments));
            return run(ConfigReader.read(configuration(definition), sources), hooked);
        } catch (ConfigException e) {
            e.violations().forEach(violation -> err.println("faultstream " + definition.name() + ": " + violation));
            return MISCONFIGURED;
        }
    }

    private int run(Config config, boolean hooked) {
        try {
            return new ServiceProcess(definition, config, Clock.systemUTC()).run(hooked);
        } catch (ConfigException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            AccessProblem.describe(e, definition.rights(config))
                    .ifPresentOrElse(this::tellAccessProblem, () -> tellFailure(e));
            return FAILED;
        }
    }

    /** A person has to put it right, and needs no stack trace for it. */
    private void tellAccessProblem(String problem) {
        err.println("faultstream " + definition.name() + ": " + problem);
        LOGGER.atError()
                .addKeyValue("service", definition.name())
                .addKeyValue("problem", problem)
                .log("Kafka refuses the service");
    }

    private void tellFailure(Exception problem) {
        LOGGER.atError()
                .setCause(problem)
                .addKeyValue("service", definition.name())
                .log("the service failed");
    }

    private String usage() {
        return definition.name() + ": " + definition.description()
                + "\n\nusage: faultstream " + definition.name() + " [--config FILE] [--KEY VALUE]…\n\n"
                + "Every key can stand in FILE (YAML or properties), in the environment as "
                + SHUTDOWN_TIMEOUT.environmentName() + ", or in a flag; the last one wins.\n\n"
                + ConfigReference.plain(configuration(definition));
    }
}
