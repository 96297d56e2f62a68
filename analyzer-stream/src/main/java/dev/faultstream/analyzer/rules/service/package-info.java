/** Rules about Services, and what is behind a Service: its pods, endpoints and ports. */
@NullMarked
package dev.faultstream.analyzer.rules.service;

import org.jspecify.annotations.NullMarked;
