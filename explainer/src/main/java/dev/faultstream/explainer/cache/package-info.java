/** Which explanations there are already. */
@NullMarked
package dev.faultstream.explainer.cache;

import org.jspecify.annotations.NullMarked;
