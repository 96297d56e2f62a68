/** What a model said, read leniently and checked strictly. */
@NullMarked
package dev.faultstream.explainer.answer;

import org.jspecify.annotations.NullMarked;
