/** Failures as alerts of Prometheus' Alertmanager. */
@NullMarked
package dev.faultstream.sink.alert.alertmanager;

import org.jspecify.annotations.NullMarked;
