/** The records of {@code k8s-explanations} and {@code k8s-failures-explained}. */
@NullMarked
package dev.faultstream.schemas.explanation;

import org.jspecify.annotations.NullMarked;
