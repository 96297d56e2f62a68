package dev.faultstream.schemas.topic;

/** The names of Faultstream's topics. A deployment may put a prefix before all of them. */
public final class Topics {
    /** What watchers see: key {@link dev.faultstream.schemas.snapshot.ResourceKey}. */
    public static final String RESOURCE_SNAPSHOTS = "k8s-resource-snapshots";
    /** What is wrong: key failure id. */
    public static final String FAILURES = "k8s-failures";
    /** What a model said of a shape of failure: key explanation key. */
    public static final String EXPLANATIONS = "k8s-explanations";
    /** What is wrong, what it means and what to do: key failure id. */
    public static final String FAILURES_EXPLAINED = "k8s-failures-explained";
    /** Records that could not be processed: key and bytes of the bad record. */
    public static final String DEAD_LETTERS = "k8s-dead-letters";

    private Topics() {}
}
