package dev.faultstream.service.metrics;

import java.util.List;
import java.util.Locale;

/** Describes the meters of a module for people. */
public final class MeterReference {
    private MeterReference() {}

    /** A Markdown table of the meters, in the given order. */
    public static String markdown(List<? extends MeterSpec> meters) {
        StringBuilder text =
                new StringBuilder("| meter | type | unit | tags | what it tells |\n|---|---|---|---|---|\n");
        for (MeterSpec meter : meters) {
            String unit = meter.unit() == null ? "" : meter.unit();
            text.append("| `").append(meter.meterName());
            text.append("` | ").append(meter.kind().name().toLowerCase(Locale.ROOT));
            text.append(" | ").append(unit);
            text.append(" | ").append(String.join(", ", meter.tags()));
            text.append(" | ").append(meter.description()).append(" |\n");
        }
        return text.toString();
    }
}
