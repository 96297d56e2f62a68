/** One-shot analysis: what is wrong in a recording, in manifests, in a dump or in a live cluster, without Kafka. */
@NullMarked
package dev.faultstream.standalone.analysis;

import org.jspecify.annotations.NullMarked;
