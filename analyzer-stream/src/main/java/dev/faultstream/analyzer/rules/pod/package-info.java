/** Rules about Pods: scheduling, images, starting, running, ending. */
@NullMarked
package dev.faultstream.analyzer.rules.pod;

import org.jspecify.annotations.NullMarked;
