package dev.faultstream.explainer.answer;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/** Whether an answer can be used. */
public sealed interface Verdict {
    /** The result of the one function that fits. */
    <R> R match(Function<Answer, R> onUsable, Function<Flaw, R> onFlawed);

    /** It can be used. */
    record Usable(Answer answer) implements Verdict {
        public Usable {
            requireNonNull(answer, "answer");
        }

        @Override
        public <R> R match(Function<Answer, R> onUsable, Function<Flaw, R> onFlawed) {
            return onUsable.apply(answer);
        }
    }

    /** It cannot. */
    record Flawed(Flaw flaw) implements Verdict {
        public Flawed {
            requireNonNull(flaw, "flaw");
        }

        @Override
        public <R> R match(Function<Answer, R> onUsable, Function<Flaw, R> onFlawed) {
            return onFlawed.apply(flaw);
        }
    }
}
