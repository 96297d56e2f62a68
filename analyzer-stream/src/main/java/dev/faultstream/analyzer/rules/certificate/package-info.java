/** Rules about certificates in Secrets, and who uses and issues them. */
@NullMarked
package dev.faultstream.analyzer.rules.certificate;

import org.jspecify.annotations.NullMarked;
