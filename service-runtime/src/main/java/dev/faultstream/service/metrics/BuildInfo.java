package dev.faultstream.service.metrics;

/** What is running. */
public final class BuildInfo {
    private BuildInfo() {}

    /** Faultstream's version; {@code development} when it does not run from a jar. */
    public static String version() {
        String version = BuildInfo.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static String java() {
        return Runtime.version().toString();
    }
}
