/** Names, settings and partitioning of Faultstream's topics. */
@NullMarked
package dev.faultstream.schemas.topic;

import org.jspecify.annotations.NullMarked;
