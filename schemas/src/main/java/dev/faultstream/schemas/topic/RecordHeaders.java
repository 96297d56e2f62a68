package dev.faultstream.schemas.topic;

import java.nio.charset.StandardCharsets;

/** Names of the headers that Faultstream's records carry. */
public final class RecordHeaders {
    /** The version of the record's schema, as decimal text. */
    public static final String SCHEMA = "schema";

    private static final String SCHEMA_VERSION = "1";

    private RecordHeaders() {}

    /** The value of {@link #SCHEMA} that this code writes. */
    public static byte[] schemaVersion() {
        return SCHEMA_VERSION.getBytes(StandardCharsets.UTF_8);
    }
}
