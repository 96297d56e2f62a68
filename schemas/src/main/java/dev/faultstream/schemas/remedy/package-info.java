/** Message templates, their parameters, and the hand-written remedy of every rule. */
@NullMarked
package dev.faultstream.schemas.remedy;

import org.jspecify.annotations.NullMarked;
