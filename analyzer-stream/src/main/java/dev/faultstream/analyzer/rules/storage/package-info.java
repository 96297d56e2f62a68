/** Rules about claims for storage and their classes. */
@NullMarked
package dev.faultstream.analyzer.rules.storage;

import org.jspecify.annotations.NullMarked;
