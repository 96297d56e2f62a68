package dev.faultstream.service.metrics;

import java.util.List;

/** The meters of every service. */
public enum ServiceMeter implements MeterSpec {
    BUILD("build.info", "Always 1; its tags say what runs.", List.of("service", "version", "java")),
    READY("service.ready", "1 while the service does its work, as `/readyz` tells, else 0.", List.of()),
    CHECK("service.check", "1 while a part of the service does its work, else 0.", List.of("check"));

    @SuppressWarnings("ImmutableEnumChecker") // a record whose list is a copy
    private final Described described;

    ServiceMeter(String meterName, String description, List<String> tags) {
        described = new Described(meterName, Kind.GAUGE, null, tags, description);
    }

    @Override
    public Described described() {
        return described;
    }
}
