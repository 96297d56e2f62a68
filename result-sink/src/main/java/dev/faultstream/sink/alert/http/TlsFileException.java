package dev.faultstream.sink.alert.http;

import java.nio.file.Path;

/** A file of the TLS settings cannot be used. */
public final class TlsFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    TlsFileException(Path file, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.file = file;
    }

    /** The authorities, or the certificate when it or its key cannot be used. */
    public Path file() {
        return file;
    }
}
