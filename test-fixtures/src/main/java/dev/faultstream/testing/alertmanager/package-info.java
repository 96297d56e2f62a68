/** A real Alertmanager and those whom it tells, for tests. */
@NullMarked
package dev.faultstream.testing.alertmanager;

import org.jspecify.annotations.NullMarked;
