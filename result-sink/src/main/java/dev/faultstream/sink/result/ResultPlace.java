package dev.faultstream.sink.result;

/** Where a Result is. */
record ResultPlace(String namespace, String name) {}
