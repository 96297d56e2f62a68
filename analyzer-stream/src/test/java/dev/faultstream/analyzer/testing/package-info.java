/** What tests of the analyzer share. */
package dev.faultstream.analyzer.testing;
