package dev.faultstream.analyzer.engine;

/** A record that cannot be processed. It is a dead letter; everything else goes on. */
public final class BadRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, without quoting the record
     */
    public BadRecordException(String message) {
        super(message);
    }
}
