package dev.faultstream.schemas.failure;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How bad a failure is, from harmless to worst. */
public enum Severity {
    /** Hygiene or a fact worth knowing; nobody is to be woken. */
    @JsonProperty("info")
    INFO,
    /** Degraded, or will become a failure; also what an unknown severity is read as. */
    @JsonEnumDefaultValue
    @JsonProperty("warning")
    WARNING,
    /** Users are affected, or will be as soon as the next thing happens. */
    @JsonProperty("critical")
    CRITICAL;

    /** The worse of the two. */
    public Severity max(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
