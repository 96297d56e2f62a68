/** Properties of the analyzer that hold over any history of a cluster. */
package dev.faultstream.analyzer.history;
