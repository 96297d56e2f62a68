/** The history of a topic, analysed again. */
@NullMarked
package dev.faultstream.standalone.replay;

import org.jspecify.annotations.NullMarked;
