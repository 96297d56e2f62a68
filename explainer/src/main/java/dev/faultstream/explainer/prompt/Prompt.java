package dev.faultstream.explainer.prompt;

import dev.faultstream.explainer.answer.AnswerCheck;
import dev.faultstream.explainer.model.Question;

/**
 * A question and what its answer must be.
 *
 * @param question what the model is asked
 * @param check what decides whether the answer can be used
 */
public record Prompt(Question question, AnswerCheck check) {}
