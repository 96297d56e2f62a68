/** Rules about the Gateway API: Gateways, and the routes that are attached to them. */
@NullMarked
package dev.faultstream.analyzer.rules.gateway;

import org.jspecify.annotations.NullMarked;
