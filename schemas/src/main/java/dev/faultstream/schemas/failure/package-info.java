/** The records of {@code k8s-failures}: what is wrong, with whom, since when and because of what. */
@NullMarked
package dev.faultstream.schemas.failure;

import org.jspecify.annotations.NullMarked;
