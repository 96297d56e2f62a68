/** What is published in place of data that must not leave a cluster. */
@NullMarked
package dev.faultstream.schemas.facts;

import org.jspecify.annotations.NullMarked;
