/** Rules about admission webhooks: whether the Services that they call can answer. */
@NullMarked
package dev.faultstream.analyzer.rules.webhook;

import org.jspecify.annotations.NullMarked;
