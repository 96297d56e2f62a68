/** Asks a model what a failure means and what to do. */
@NullMarked
package dev.faultstream.explainer;

import org.jspecify.annotations.NullMarked;
