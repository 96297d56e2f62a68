/** The model behind an OpenAI-compatible server: one call, its faults by name, and when to call again. */
@NullMarked
package dev.faultstream.explainer.model;

import org.jspecify.annotations.NullMarked;
