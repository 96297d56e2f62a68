/** Rules about Jobs, and what other rules want to know of them. */
@NullMarked
package dev.faultstream.analyzer.rules.job;

import org.jspecify.annotations.NullMarked;
