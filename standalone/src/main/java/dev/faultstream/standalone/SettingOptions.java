package dev.faultstream.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that every command has which runs a service: settings of it. A mixin of commands. */
public final class SettingOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of a service that this runs, as 'faultstream SERVICE --help' lists them; for"
                    + " example --set rules.grace.pod.not-ready=10m. Can be given several times.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** What was given, over the environment. */
    public ServiceSettings given() {
        return new ServiceSettings(System.getenv(), settings);
    }
}
