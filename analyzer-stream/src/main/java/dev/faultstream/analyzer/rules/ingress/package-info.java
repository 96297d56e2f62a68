/** Rules about Ingresses: their class, where their paths lead, and their certificates. */
@NullMarked
package dev.faultstream.analyzer.rules.ingress;

import org.jspecify.annotations.NullMarked;
