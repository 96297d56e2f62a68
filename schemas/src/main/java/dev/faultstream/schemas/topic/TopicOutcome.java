package dev.faultstream.schemas.topic;

import java.util.List;
import java.util.function.Function;

/** What {@link TopicProvisioner} found or did. */
public sealed interface TopicOutcome {
    /** The topic's name. */
    String topic();

    /** Calls the function of the case at hand. */
    <T> T match(Function<Created, T> onCreated, Function<AsExpected, T> onAsExpected, Function<Differs, T> onDiffers);

    /** The topic was missing and is there now. */
    record Created(String topic) implements TopicOutcome {
        @Override
        public <T> T match(
                Function<Created, T> onCreated, Function<AsExpected, T> onAsExpected, Function<Differs, T> onDiffers) {
            return onCreated.apply(this);
        }
    }

    /** The topic was there and is as it is to be. */
    record AsExpected(String topic) implements TopicOutcome {
        @Override
        public <T> T match(
                Function<Created, T> onCreated, Function<AsExpected, T> onAsExpected, Function<Differs, T> onDiffers) {
            return onAsExpected.apply(this);
        }
    }

    /**
     * The topic was there and is not as it is to be. Nothing was changed.
     *
     * @param differences {@code what: expected …, actual …}
     */
    record Differs(String topic, List<String> differences) implements TopicOutcome {
        public Differs {
            differences = List.copyOf(differences);
        }

        @Override
        public <T> T match(
                Function<Created, T> onCreated, Function<AsExpected, T> onAsExpected, Function<Differs, T> onDiffers) {
            return onDiffers.apply(this);
        }
    }
}
