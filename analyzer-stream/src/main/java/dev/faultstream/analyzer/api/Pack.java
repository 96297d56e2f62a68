package dev.faultstream.analyzer.api;

/** A group of rules that is switched on and off together. */
public enum Pack {
    /** Failures of Kubernetes itself; always on. */
    CORE,
    /** Facts worth knowing; always on, never alerted, never sent to a model, never a root cause. */
    HYGIENE,
    /** What containers wrote before they failed; opt-in. */
    LOGS,
    /** Posture, not failures; opt-in. */
    SECURITY,
    /** Conditions of custom resources; always on. */
    CONDITIONS,
    /** The Gateway API; on where it is served. */
    GATEWAY;

    /** Whether failures of this pack can explain others. */
    public boolean explains() {
        return this != HYGIENE && this != SECURITY;
    }

    /** Whether the pack is on unless configured otherwise. */
    public boolean onByDefault() {
        return this != LOGS && this != SECURITY;
    }
}
