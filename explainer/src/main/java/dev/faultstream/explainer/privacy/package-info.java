/** Hides what identifies a cluster before a text leaves it. */
@NullMarked
package dev.faultstream.explainer.privacy;

import org.jspecify.annotations.NullMarked;
