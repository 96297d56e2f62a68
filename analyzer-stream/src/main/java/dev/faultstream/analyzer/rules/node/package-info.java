/** Rules about Nodes, and what other rules want to know of them. */
@NullMarked
package dev.faultstream.analyzer.rules.node;

import org.jspecify.annotations.NullMarked;
