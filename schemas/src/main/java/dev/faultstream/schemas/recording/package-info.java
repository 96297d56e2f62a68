/** A cluster's history as a file: one JSON line a change. */
@NullMarked
package dev.faultstream.schemas.recording;

import org.jspecify.annotations.NullMarked;
