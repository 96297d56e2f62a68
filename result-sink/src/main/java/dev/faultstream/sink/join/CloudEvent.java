package dev.faultstream.sink.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.ExplainedFailure.Source;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.topic.RecordHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/** The attributes of an explained failure as a CloudEvent 1.0, in Kafka's binary content mode. */
record CloudEvent(ExplainedFailure explained, Transition transition, Instant at) {
    private static final int DIGEST_BYTES = 6;

    Headers headers() {
        Failure failure = explained.failure();
        Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        put(headers, "specversion", "1.0");
        put(headers, "id", id());
        put(headers, "source", "/faultstream/clusters/" + failure.cluster());
        put(headers, "type", "dev.faultstream.failure." + transition.word() + ".v1");
        put(headers, "time", at.toString());
        put(headers, "subject", subject(failure.subject()));
        headers.add(RecordHeaders.CONTENT_TYPE, "application/json".getBytes(UTF_8));
        return headers;
    }

    /** Equal for equal content, and for nothing else: a failure that comes back may count its revisions anew. */
    private String id() {
        Failure failure = explained.failure();
        String source = explained.explanation().source() == Source.MODEL ? "model" : "remedy";
        return failure.id() + '.' + failure.revision() + '.' + source + '.' + digest();
    }

    private String digest() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(Json.mapper().writeValueAsBytes(explained));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (JsonProcessingException e) {
            throw new SerializationException("cannot write an explained failure as JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JRE has SHA-256", e);
        }
    }

    private static String subject(Subject subject) {
        String object = subject.kind() + '/' + subject.name();
        return subject.namespace() == null ? object : subject.namespace() + '/' + object;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(RecordHeaders.CLOUD_EVENTS_PREFIX + name, value.getBytes(UTF_8));
    }
}
