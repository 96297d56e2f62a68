package dev.faultstream.analyzer.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.function.Function;

/**
 * What the objects of a kind can be listed by beside their labels and owners, as an indexer of client-go's informers:
 * a rule that looks for few objects among many then reads, and depends on, those few. A rule names its indexes in
 * {@link Rule#indexes()} and lists by {@link ClusterView#list(ObjectIndex, String)}.
 *
 * @param name what it is called among the indexes of the kind: letters and dashes
 * @param kind the model class of the objects
 * @param values under what an object is to be found: a plain function of the object. An object for which it throws
 *     counts as one that cannot be read.
 */
public record ObjectIndex<T extends HasMetadata>(
        String name, Class<T> kind, Function<T, ? extends Collection<String>> values) {}
