package dev.faultstream.sink.result;

/** What can keep a Result from its state, by what is to be done about it. */
public enum ApiFault {
    /** Somebody else wrote at the same time: try again. */
    CONFLICT("conflict", Scope.ONE),
    /** The API server has trouble or cannot be reached: try again later. */
    UNAVAILABLE("unavailable", Scope.ONE),
    /** The API server does not take this Result, and will not the next time either. */
    REJECTED("rejected", Scope.NONE),
    /** The API server wants fewer requests. */
    THROTTLED("throttled", Scope.ALL),
    /** The credentials are not accepted or not sufficient. */
    FORBIDDEN("forbidden", Scope.ALL),
    /** The namespace of the Results does not exist or is being deleted. */
    NAMESPACE_MISSING("namespace-missing", Scope.ALL),
    /** The API server does not know Results. */
    CRD_MISSING("crd-missing", Scope.ALL);

    private final String word;
    private final Scope scope;

    ApiFault(String word, Scope scope) {
        this.word = word;
        this.scope = scope;
    }

    /** The fault in a word, as in meters. */
    public String word() {
        return word;
    }

    /** Whose requests wait; where Results are kept in many namespaces, one of them can be the trouble. */
    Scope scope(Placement placement) {
        boolean ofNamespace = this == NAMESPACE_MISSING || this == FORBIDDEN;
        return ofNamespace && placement == Placement.NAMESPACE_OF_OBJECT ? Scope.ONE : scope;
    }

    /** Whose requests wait. */
    enum Scope {
        /** Only the one that failed is tried again. */
        ONE,
        /** All wait, because all would fail. */
        ALL,
        /** Nothing is tried again before something changes. */
        NONE
    }
}
