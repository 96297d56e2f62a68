package dev.faultstream.explainer.work;

import dev.faultstream.schemas.explanation.Explanation;
import java.util.concurrent.CompletionStage;

/** Where explanations go. Thread-safe. */
@FunctionalInterface
public interface ExplanationPublisher {
    /** Publishes; completes when the explanation is safe, fails when it is not known to be. */
    CompletionStage<Void> publish(Explanation explanation);
}
