/** Rules about DaemonSets. */
@NullMarked
package dev.faultstream.analyzer.rules.daemonset;

import org.jspecify.annotations.NullMarked;
