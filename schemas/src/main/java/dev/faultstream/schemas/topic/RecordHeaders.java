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

    /** Dead letters: the topic of the bad record. */
    public static final String DEAD_LETTER_TOPIC = "topic";
    /** Dead letters: the partition of the bad record, as decimal text. */
    public static final String DEAD_LETTER_PARTITION = "partition";
    /** Dead letters: the offset of the bad record, as decimal text. */
    public static final String DEAD_LETTER_OFFSET = "offset";
    /** Dead letters: what is wrong with the record, without quoting it. */
    public static final String DEAD_LETTER_ERROR = "error";

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

    /**
     * The headers of a dead letter.
     *
     * @param error what is wrong with the record; does not quote it
     */
    public static Headers deadLetter(String topic, int partition, long offset, String error) {
        Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        headers.add(DEAD_LETTER_TOPIC, topic.getBytes(StandardCharsets.UTF_8));
        headers.add(DEAD_LETTER_PARTITION, Integer.toString(partition).getBytes(StandardCharsets.UTF_8));
        headers.add(DEAD_LETTER_OFFSET, Long.toString(offset).getBytes(StandardCharsets.UTF_8));
        headers.add(DEAD_LETTER_ERROR, error.getBytes(StandardCharsets.UTF_8));
        return headers;
    }
}
