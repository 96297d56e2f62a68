package dev.faultstream.analyzer.api;

/** A rule whatever its objects are: the service that {@link java.util.ServiceLoader} looks for. */
public sealed interface AnyRule permits Rule {}
