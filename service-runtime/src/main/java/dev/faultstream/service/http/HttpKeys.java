package dev.faultstream.service.http;

import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;

/** The settings of a service's HTTP endpoints. */
public final class HttpKeys {
    /** The port that means no endpoints. */
    public static final int OFF = -1;

    public static final ConfigKey<String> HOST = ConfigKey.of(
                    "http.host", ValueTypes.string(), "Address on which health and metrics are served.")
            .withDefault("0.0.0.0");

    public static final ConfigKey<Integer> PORT = ConfigKey.of(
                    "http.port",
                    ValueTypes.integer(),
                    "Port of `/livez`, `/readyz` and `/metrics`; 0 takes a free one, -1 serves nothing.")
            .withDefault("8080")
            .check("must be between -1 and 65535", port -> port >= OFF && port <= 65535);

    /** Both settings. */
    public static final ConfigTable TABLE = ConfigTable.of(HOST, PORT);

    private HttpKeys() {}
}
