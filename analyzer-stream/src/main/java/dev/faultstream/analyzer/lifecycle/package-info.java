/**
 * From findings to failures: groups them under their subject, waits out grace and settle periods, names causes, and
 * decides what is worth a record.
 */
@NullMarked
package dev.faultstream.analyzer.lifecycle;

import org.jspecify.annotations.NullMarked;
