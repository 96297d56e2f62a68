/** Rules about Deployments and their rollouts. */
@NullMarked
package dev.faultstream.analyzer.rules.deployment;

import org.jspecify.annotations.NullMarked;
