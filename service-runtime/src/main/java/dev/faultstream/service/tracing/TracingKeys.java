package dev.faultstream.service.tracing;

import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.Secret;
import dev.faultstream.service.config.ValueTypes;
import java.net.URI;

/** The settings of traces. */
public final class TracingKeys {
    public static final ConfigKey<URI> ENDPOINT = ConfigKey.of(
            "tracing.endpoint",
            ValueTypes.httpUrl(),
            "Where traces go, over OTLP/HTTP, for example `http://otel-collector:4318/v1/traces`; nothing is traced"
                    + " without it.");

    public static final ConfigKey<Double> SAMPLE_RATIO = ConfigKey.of(
                    "tracing.sample-ratio",
                    ValueTypes.decimal(),
                    "The share of changes that are followed, 0 to 1; decided where a change enters, by the watcher.")
            .withDefault("0.1")
            .check("must be between 0 and 1", ratio -> ratio >= 0 && ratio <= 1);

    public static final ConfigKey<Secret> AUTHORIZATION = ConfigKey.of(
            "tracing.authorization",
            ValueTypes.secret(),
            "The header `Authorization` for the endpoint, for example `Bearer …`. Better given as a file by"
                    + " `tracing.authorization-file`.");

    /** All of them. */
    public static final ConfigTable TABLE = ConfigTable.of(ENDPOINT, SAMPLE_RATIO, AUTHORIZATION);

    private TracingKeys() {}
}
