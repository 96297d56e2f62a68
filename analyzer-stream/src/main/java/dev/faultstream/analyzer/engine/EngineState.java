package dev.faultstream.analyzer.engine;

/**
 * What views read from.
 *
 * @param resources the objects
 * @param types their model classes
 * @param kinds which kinds are synced
 * @param events the events about objects
 */
record EngineState(ResourceRepository resources, ResourceTypes types, KindStates kinds, EventIndex events) {}
