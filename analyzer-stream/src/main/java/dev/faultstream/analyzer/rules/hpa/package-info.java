/** Rules about HorizontalPodAutoscalers. */
@NullMarked
package dev.faultstream.analyzer.rules.hpa;

import org.jspecify.annotations.NullMarked;
