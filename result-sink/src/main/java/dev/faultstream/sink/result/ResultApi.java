package dev.faultstream.sink.result;

import java.util.List;

/**
 * The Results of this writer on an API server. Every method throws {@link ApiFaultException} when the API server does
 * not do it; nothing is tried twice here. Thread-safe.
 */
interface ResultApi extends AutoCloseable {
    List<ObservedResult> list();

    /** Creates or updates labels, annotations and spec, whoever changed them. */
    void apply(DesiredResult desired);

    /** Writes the status; does nothing when the Result is gone. */
    void applyStatus(DesiredResult desired, ResultStatus status);

    /** Deletes it; one that is not there is deleted. */
    void delete(String name);

    @Override
    void close();
}
