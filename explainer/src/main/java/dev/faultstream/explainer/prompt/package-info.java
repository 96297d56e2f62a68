/** What a model is asked: a fixed instruction and one failure as quoted data. */
@NullMarked
package dev.faultstream.explainer.prompt;

import org.jspecify.annotations.NullMarked;
