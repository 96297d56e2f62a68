/** Rules about any workload, and what other rules want to know of workloads: pods, template, size. */
@NullMarked
package dev.faultstream.analyzer.rules.workload;

import org.jspecify.annotations.NullMarked;
