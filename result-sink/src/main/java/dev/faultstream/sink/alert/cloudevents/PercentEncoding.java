package dev.faultstream.sink.alert.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntPredicate;

/** Percent-encoding where CloudEvents asks for it and its library leaves it to us. */
final class PercentEncoding {
    private static final String PATH = "-._~!$&'()*+,;=:@/";

    private PercentEncoding() {}

    /** The value of an HTTP header: what is not printable ASCII, a space, {@code "} and {@code %} are encoded. */
    static String headerValue(String text) {
        return encode(text, octet -> octet > 0x20 && octet < 0x7f && octet != '"' && octet != '%');
    }

    /** The path of a URI. */
    static String path(String text) {
        return encode(text, octet -> octet < 0x7f && (Character.isLetterOrDigit(octet) || PATH.indexOf(octet) >= 0));
    }

    private static String encode(String text, IntPredicate stays) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(UTF_8)) {
            int value = octet & 0xff;
            if (stays.test(value)) {
                encoded.append((char) value);
            } else {
                encoded.append(String.format("%%%02X", value));
            }
        }
        return encoded.toString();
    }
}
