package dev.faultstream.service.http;

import dev.faultstream.service.config.ConfigException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs the {@link HealthProbe} as a process of its own, beside any service. */
public final class HealthProbeMain {
    private static final int MISCONFIGURED = 2;

    private HealthProbeMain() {}

    /** Asks, prints the answer and exits with 0 if it is good. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    private static int run(List<String> arguments, PrintWriter out) {
        try {
            return HealthProbe.run(arguments, System.getenv(), out);
        } catch (ConfigException e) {
            e.violations().forEach(out::println);
            return MISCONFIGURED;
        }
    }
}
