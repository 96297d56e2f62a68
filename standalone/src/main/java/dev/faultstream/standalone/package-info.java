/** The faultstream command: all services in one process, one-shot analysis, replay. */
@NullMarked
package dev.faultstream.standalone;

import org.jspecify.annotations.NullMarked;
