package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.streams.DeadLetterObserver;

/** Is told what the join does. Called on stream threads: must be quick, thread-safe and must not throw. */
public interface JoinObserver extends DeadLetterObserver {
    /** A record went out. It is part of a transaction that may still be aborted and done again. */
    void published(ExplainedFailure failure, Transition transition);

    /** Something came in that changes nothing. */
    void suppressed();

    /** An observer that does not care. */
    static JoinObserver none() {
        return new JoinObserver() {
            @Override
            public void published(ExplainedFailure failure, Transition transition) {}

            @Override
            public void suppressed() {}

            @Override
            public void deadLetter(String topic) {}
        };
    }
}
