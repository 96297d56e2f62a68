/** What the watcher remembers. */
@NullMarked
package dev.faultstream.benchmarks.watch;

import org.jspecify.annotations.NullMarked;
