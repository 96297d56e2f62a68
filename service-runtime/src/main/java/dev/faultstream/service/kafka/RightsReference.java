package dev.faultstream.service.kafka;

import java.util.List;
import java.util.Locale;

/** Describes the rights of a service for people. */
public final class RightsReference {
    private RightsReference() {}

    /** A Markdown table, one row for each right. */
    public static String markdown(List<KafkaRight> rights) {
        StringBuilder text =
                new StringBuilder("| resource | pattern | operations | needed | what for |\n|---|---|---|---|---|\n");
        for (KafkaRight right : rights) {
            text.append("| ")
                    .append(right.type().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(" `")
                    .append(right.name())
                    .append("` | ")
                    .append(right.isPrefix() ? "prefix" : "literal")
                    .append(" | ")
                    .append(right.operationNames())
                    .append(" | ")
                    .append(right.isRequired() ? "yes" : "no")
                    .append(" | ")
                    .append(right.purpose())
                    .append(" |\n");
        }
        return text.toString();
    }
}
