package dev.faultstream.benchmarks.pipeline;

/**
 * What one turn of a comparison took.
 *
 * @param perSecond records a second by the clock, with the broker on the same processors
 * @param perProcessorSecond records in a second of this process's processor time, without the broker's
 */
record Turn(double perSecond, double perProcessorSecond) {}
