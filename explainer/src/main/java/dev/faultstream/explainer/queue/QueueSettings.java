package dev.faultstream.explainer.queue;

import static java.util.Objects.requireNonNull;

/**
 * How failures are taken.
 *
 * @param group the share group's id
 * @param batch how many records are held at once
 * @param deliveries how often a record is delivered at most
 */
public record QueueSettings(String group, int batch, int deliveries) {
    public QueueSettings {
        requireNonNull(group, "group");
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1: " + batch);
        }
        if (deliveries < 2) {
            throw new IllegalArgumentException("deliveries must be at least 2: " + deliveries);
        }
    }
}
