/** The contract of Faultstream: the records of its topics, their keys, partitions and serialisation. */
@NullMarked
package dev.faultstream.schemas;

import org.jspecify.annotations.NullMarked;
