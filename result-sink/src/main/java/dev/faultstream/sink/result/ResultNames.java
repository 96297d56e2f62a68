package dev.faultstream.sink.result;

import java.util.Locale;

/** Names and label values that the API server takes. */
final class ResultNames {
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;
    private static final int HASH_LENGTH = 10;

    private ResultNames() {}

    /**
     * The name of a failure's Result: that which k8sgpt would choose, as far as it is a valid name, and a hash of the
     * failure's id, because kind and cluster are no part of the former.
     */
    static String nameOf(String objectName, String failureId) {
        String plain =
                objectName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "").replaceAll("\\.{2,}", ".");
        int room = MAX_NAME - HASH_LENGTH - 1;
        String start = trim(plain.length() <= room ? plain : plain.substring(0, room), "[^a-z0-9]");
        String hash = ContentHash.sha256(failureId).substring(0, HASH_LENGTH);
        return start.isEmpty() ? "failure-" + hash : start + '-' + hash;
    }

    /** The text as a label value: what is not allowed becomes {@code _}, what is too long is cut and marked by a hash. */
    static String labelValue(String text) {
        String allowed = trim(text.replaceAll("[^A-Za-z0-9._-]", "_"), "[^A-Za-z0-9]");
        if (allowed.length() <= MAX_LABEL) {
            return allowed;
        }
        String hash = ContentHash.sha256(text).substring(0, HASH_LENGTH);
        return allowed.substring(0, MAX_LABEL - HASH_LENGTH - 1) + '-' + hash;
    }

    private static String trim(String text, String unwanted) {
        return text.replaceAll("^(?:" + unwanted + ")+|(?:" + unwanted + ")+$", "");
    }
}
