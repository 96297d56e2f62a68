package dev.faultstream.watcher.publish;

/** Is told of records that Kafka has. Called by the producer's thread; must be quick. */
@FunctionalInterface
public interface DeliveryObserver {
    /** An observer that does not care. */
    DeliveryObserver NONE = record -> {};

    /** Kafka has the record. */
    void delivered(RoutedRecord record);
}
