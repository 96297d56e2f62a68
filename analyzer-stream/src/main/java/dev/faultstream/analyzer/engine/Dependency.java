package dev.faultstream.analyzer.engine;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;

/**
 * Names of what an analysis can read, as text that begins with the cluster. A change of a cluster touches such names;
 * who has read one of them runs again.
 */
final class Dependency {
    private Dependency() {}

    /** The content of an object, or that there is none. */
    static String content(ResourceKey key) {
        return "o " + key;
    }

    /** Whether an object exists. */
    static String existence(ResourceKey key) {
        return "e " + key;
    }

    /** The findings about an object. */
    static String findings(EvaluationId id) {
        return "f " + id;
    }

    /** The events about an object. */
    static String events(String eventSubject) {
        return "w " + eventSubject;
    }

    /** The objects of a kind in a namespace. */
    static String listed(String cluster, KindRef kind, String namespace) {
        return "l " + cluster + '/' + kind + '/' + namespace;
    }

    /** The objects of a kind in all namespaces. */
    static String listedEverywhere(String cluster, KindRef kind) {
        return "l " + cluster + '/' + kind;
    }

    /** The objects of a kind in a namespace that carry a label. */
    static String labelled(String cluster, KindRef kind, String namespace, String label, String value) {
        return "l " + cluster + '/' + kind + '/' + namespace + '/' + label + '=' + value;
    }

    /** The objects of a namespace that an index of their kind has under an entry of {@link ListedBy#indexed}. */
    static String indexed(String cluster, KindRef kind, String namespace, String entry) {
        return "i " + cluster + '/' + kind + '/' + namespace + '/' + entry;
    }

    /** The objects of all namespaces that an index of their kind has under an entry of {@link ListedBy#indexed}. */
    static String indexedEverywhere(String cluster, KindRef kind, String entry) {
        return "i " + cluster + '/' + kind + "//" + entry;
    }

    /** The objects that a controller owns. */
    static String owned(String cluster, String controllerUid) {
        return "c " + cluster + '/' + controllerUid;
    }

    /** Whether a kind is synced. */
    static String kindState(String cluster, KindRef kind) {
        return "s " + cluster + '/' + kind;
    }

    /** Which kinds are synced. */
    static String kindStates(String cluster) {
        return "s " + cluster;
    }
}
