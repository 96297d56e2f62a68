package dev.faultstream.schemas.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/** The headers of Faultstream's records. */
public final class RecordHeaders {
    /** The version of the record's schema, as decimal text. */
    public static final String SCHEMA = "schema";
    /** CloudEvents binary mode: the media type of the value. */
    public static final String CONTENT_TYPE = "content-type";
    /** CloudEvents binary mode: what the names of the event's attributes start with. */
    public static final String CLOUD_EVENTS_PREFIX = "ce_";

    private static final String SCHEMA_VERSION = "1";

    private RecordHeaders() {}

    /** The value of {@link #SCHEMA} that this code writes. */
    public static byte[] schemaVersion() {
        return SCHEMA_VERSION.getBytes(StandardCharsets.UTF_8);
    }

    /** Puts {@link #SCHEMA} into headers, once. */
    public static void putSchemaVersion(Headers headers) {
        headers.remove(SCHEMA);
        headers.add(SCHEMA, schemaVersion());
    }
}
