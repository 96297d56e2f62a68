/** Rules about a cluster as a whole and about its watcher. */
@NullMarked
package dev.faultstream.analyzer.rules.cluster;

import org.jspecify.annotations.NullMarked;
