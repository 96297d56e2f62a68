/** From a failure to an explanation: what is skipped, what is asked, what is published. */
@NullMarked
package dev.faultstream.explainer.work;

import org.jspecify.annotations.NullMarked;
