package dev.faultstream.service.metrics;

import java.util.List;

/** The meters of every service. */
public enum ServiceMeter implements MeterSpec {
    BUILD("build.info", "Always 1; its tags say what runs.", List.of("service", "version", "java")),
    READY("service.ready", "1 while the service does its work, as `/readyz` tells, else 0.", List.of()),
    CHECK("service.check", "1 while a part of the service does its work, else 0.", List.of("check"));

    private final String meterName;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.copyOf
    private final List<String> tags;

    ServiceMeter(String meterName, String description, List<String> tags) {
        this.meterName = meterName;
        this.description = description;
        this.tags = List.copyOf(tags);
    }

    @Override
    public String meterName() {
        return meterName;
    }

    @Override
    public Kind kind() {
        return Kind.GAUGE;
    }

    @Override
    public List<String> tags() {
        return tags;
    }

    @Override
    public String description() {
        return description;
    }
}
