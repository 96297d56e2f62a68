package dev.faultstream.explainer.work;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.explanation.Explanation;

/** What became of one failure record. */
public sealed interface Outcome {
    /** The result of the one function that fits. */
    <R> R match(Cases<R> cases);

    /** One function for each outcome. */
    interface Cases<R> {
        /** An explanation was published. */
        R answered(Explanation explanation);

        /** There is nothing to do. */
        R skipped(SkipReason reason);

        /** The model did not reply; another time it may. */
        R unavailable(String why);

        /** The record cannot be explained, however often it is tried. */
        R refused(String why);
    }

    /** An explanation was published. */
    record Answered(Explanation explanation) implements Outcome {
        public Answered {
            requireNonNull(explanation, "explanation");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.answered(explanation);
        }
    }

    /** There is nothing to do. */
    record Skipped(SkipReason reason) implements Outcome {
        public Skipped {
            requireNonNull(reason, "reason");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.skipped(reason);
        }
    }

    /** The model did not reply; another time it may. */
    record Unavailable(String why) implements Outcome {
        public Unavailable {
            requireNonNull(why, "why");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unavailable(why);
        }
    }

    /** The record cannot be explained, however often it is tried. */
    record Refused(String why) implements Outcome {
        public Refused {
            requireNonNull(why, "why");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refused(why);
        }
    }
}
