/** Failures as text for people. */
@NullMarked
package dev.faultstream.standalone.terminal;

import org.jspecify.annotations.NullMarked;
