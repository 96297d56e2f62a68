/** What happens to a cluster, wherever it is read from: a live API server, a recording or a dump. */
@NullMarked
package dev.faultstream.watcher.change;

import org.jspecify.annotations.NullMarked;
