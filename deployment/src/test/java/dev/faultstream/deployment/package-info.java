/** That what is shipped to run Faultstream fits the services, the API server's models and itself. */
@NullMarked
package dev.faultstream.deployment;

import org.jspecify.annotations.NullMarked;
