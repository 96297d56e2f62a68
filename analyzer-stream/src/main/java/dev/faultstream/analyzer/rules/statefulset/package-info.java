/** Rules about StatefulSets. */
@NullMarked
package dev.faultstream.analyzer.rules.statefulset;

import org.jspecify.annotations.NullMarked;
