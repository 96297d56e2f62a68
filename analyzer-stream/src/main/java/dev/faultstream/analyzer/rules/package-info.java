/** The analyzers, by what they are about. Each rule is a class of its own that knows nothing but the view. */
@NullMarked
package dev.faultstream.analyzer.rules;

import org.jspecify.annotations.NullMarked;
