/** The whole pipeline in one process, on real parts. */
@NullMarked
package dev.faultstream.standalone.up;

import org.jspecify.annotations.NullMarked;
