package dev.faultstream.sink.result;

import org.apache.kafka.clients.consumer.Consumer;

/** Is told what the writer of Results does. Must be quick and thread-safe and must not throw. */
public interface ResultObserver {
    /** Something was done: {@code created}, {@code updated}, {@code status} or {@code deleted}. */
    void written(String action);

    /** The API server did not do something. */
    void fault(ApiFault fault);

    /** A record of the topic could not be read and was left out. */
    void unreadable(String topic);

    /** This reads the topic from now on; for its metrics and nothing else. */
    default void reading(Consumer<?, ?> consumer) {}

    /** An observer that does not care. */
    static ResultObserver none() {
        return new ResultObserver() {
            @Override
            public void written(String action) {}

            @Override
            public void fault(ApiFault fault) {}

            @Override
            public void unreadable(String topic) {}
        };
    }
}
