/** Rules about the conditions of resources of any kind. */
@NullMarked
package dev.faultstream.analyzer.rules.condition;

import org.jspecify.annotations.NullMarked;
