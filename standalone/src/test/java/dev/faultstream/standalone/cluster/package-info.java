/** Commands against a live cluster: one in this process, and a real one where there is one. */
@NullMarked
package dev.faultstream.standalone.cluster;

import org.jspecify.annotations.NullMarked;
