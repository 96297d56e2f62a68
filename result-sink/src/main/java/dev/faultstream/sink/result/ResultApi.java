package dev.faultstream.sink.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Results of this writer on an API server. Every method throws {@link ApiFaultException} when the API server does
 * not do it; nothing is tried twice here. Thread-safe.
 */
interface ResultApi extends AutoCloseable {
    Listing list();

    /** Creates or updates labels, annotations and spec, whoever changed them; gives what is there then. */
    ObservedResult apply(DesiredResult desired);

    /** Writes the status and gives what is there then; null, and nothing is done, when the Result is gone. */
    @Nullable
    ObservedResult applyStatus(DesiredResult desired, ResultStatus status);

    /** Deletes it; one that is not there is deleted. */
    void delete(ResultPlace place);

    /** Tells what happens to Results from a version on, until it is closed or ends by itself. */
    Watching watch(String version, Events events);

    @Override
    void close();

    /**
     * The Results there are.
     *
     * @param version the version of the list, from which it can be watched
     */
    record Listing(List<ObservedResult> results, String version) {
        public Listing {
            results = List.copyOf(results);
        }
    }

    /** Takes what a watch tells, one at a time. Must be quick. */
    interface Events {
        /** A Result was created or changed, or has been deleted. */
        void seen(ObservedResult result, boolean gone);

        /** The watch has ended by itself; null when it just did. */
        void ended(@Nullable ApiFaultException error);
    }

    /** A watch under way. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
