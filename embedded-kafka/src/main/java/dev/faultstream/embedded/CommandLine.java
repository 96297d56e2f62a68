package dev.faultstream.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;

/** Reads the arguments of {@link EmbeddedKafkaMain}. */
final class CommandLine {

    private static final String USAGE = "usage: [--data-dir DIRECTORY] [--port PORT]";

    private CommandLine() {}

    /** Throws an {@link IllegalArgumentException} that a person can read. */
    static EmbeddedKafkaSettings parse(String... arguments) {
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.temporary();
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            settings = switch (option) {
                case "--data-dir" ->
                    EmbeddedKafkaSettings.inDirectory(Path.of(value(option, rest)))
                            .withPort(settings.port());
                case "--port" -> settings.withPort(port(value(option, rest)));
                default -> throw new IllegalArgumentException("unknown argument " + option + "; " + USAGE);
            };
        }
        return settings;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; " + USAGE);
        }
        return rest.next();
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port must be a number: " + text, e);
        }
    }
}
