/** What tests need of Kubernetes. */
@NullMarked
package dev.faultstream.testing.kubernetes;

import org.jspecify.annotations.NullMarked;
