package dev.faultstream.analyzer.engine;

/**
 * The state of an analyzer.
 *
 * @param resources the records of the snapshot topic under their keys, as they came
 * @param index labels, owners, events and clocks: what is derived from records for look-ups
 * @param dependents which analyses read what
 * @param evaluations what each analysis found and read
 * @param wakeups what is to be looked at again when a time has come
 * @param failures groups of findings and what was published of them
 */
public record EngineStores(
        OrderedStore resources,
        OrderedStore index,
        OrderedStore dependents,
        OrderedStore evaluations,
        OrderedStore wakeups,
        OrderedStore failures) {
    /** Empty stores on the heap. */
    public static EngineStores inMemory() {
        return new EngineStores(
                new InMemoryStore(),
                new InMemoryStore(),
                new InMemoryStore(),
                new InMemoryStore(),
                new InMemoryStore(),
                new InMemoryStore());
    }
}
