/** Failures taken from the share group, one acknowledgement a record. */
@NullMarked
package dev.faultstream.explainer.queue;

import org.jspecify.annotations.NullMarked;
