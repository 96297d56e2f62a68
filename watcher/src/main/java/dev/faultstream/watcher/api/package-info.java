/** Raw requests to an API server, and why they fail. */
@NullMarked
package dev.faultstream.watcher.api;

import org.jspecify.annotations.NullMarked;
