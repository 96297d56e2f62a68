package dev.faultstream.service.http;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigReference;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.Flags;
import dev.faultstream.service.config.ValueTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Asks a service on this machine how it is, as the health check of a container does in which there is nothing else to
 * ask with.
 */
public final class HealthProbe {
    /** One sentence for a person. */
    public static final String DESCRIPTION = "Asks the service that runs on this machine whether it is ready.";

    /** It does its work. */
    public static final int GOOD = 0;
    /** It does not, or does not answer. */
    public static final int BAD = 1;

    private static final ConfigKey<String> PATH = ConfigKey.of(
                    "health.path", ValueTypes.string(), "What is asked: `/readyz` or `/livez`.")
            .withDefault("/readyz")
            .check("must start with /", path -> path.startsWith("/"));

    private static final ConfigKey<Duration> TIMEOUT = ConfigKey.of(
                    "health.timeout", ValueTypes.duration(), "How long the answer may take.")
            .withDefault("3s")
            .check("must be between 1ms and 1m", HealthProbe::isTimeout);

    private static final ConfigTable TABLE = HttpKeys.TABLE.and(ConfigTable.of(PATH, TIMEOUT));
    private static final int MOST_BYTES = 8192;

    private HealthProbe() {}

    /**
     * Asks once. The service's own environment variables say where it listens; settings of the service that came from
     * a file or as flags are not known here.
     *
     * @param arguments flags: {@code --http.port}, {@code --http.host}, {@code --health.path}, {@code --health.timeout}
     * @return {@link #GOOD} or {@link #BAD}
     * @throws dev.faultstream.service.config.ConfigException if the settings cannot be used
     */
    public static int run(List<String> arguments, Map<String, String> environment, PrintWriter out) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print("health: " + DESCRIPTION + "\n\nusage: faultstream health [--KEY VALUE]…\n\n"
                    + "Exit codes: 0 it is, 1 it is not or does not answer, 2 unusable settings.\n\n"
                    + ConfigReference.plain(TABLE));
            out.flush();
            return GOOD;
        }
        Config config = ConfigReader.read(TABLE, new ConfigSources(null, environment, Flags.parse(arguments)));
        int answer = GOOD;
        if (config.get(HttpKeys.PORT) == HttpKeys.OFF) {
            out.println("it serves no health, as its settings say");
        } else {
            answer = ask(config, out);
        }
        out.flush();
        return answer;
    }

    private static int ask(Config config, PrintWriter out) {
        String authority = reachable(config.get(HttpKeys.HOST)) + ":" + config.get(HttpKeys.PORT);
        URI uri = URI.create("http://" + authority + config.get(PATH));
        int timeout = Math.toIntExact(config.get(TIMEOUT).toMillis());
        try {
            // Never through a proxy that the environment names for the service's own calls.
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(timeout);
            connection.setReadTimeout(timeout);
            boolean good = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            try (InputStream body = good ? connection.getInputStream() : connection.getErrorStream()) {
                out.println(body == null ? "" : new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            } finally {
                connection.disconnect();
            }
            return good ? GOOD : BAD;
        } catch (IOException e) {
            out.println(uri + " does not answer: " + e.getMessage());
            return BAD;
        }
    }

    /** An address of this machine that reaches what listens on the given one. */
    private static String reachable(String host) {
        return switch (host) {
            case "0.0.0.0", "" -> "127.0.0.1";
            case "::", "[::]" -> "[::1]";
            default -> host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    }

    private static boolean isTimeout(Duration timeout) {
        return timeout.toMillis() >= 1 && timeout.compareTo(Duration.ofMinutes(1)) <= 0;
    }
}
