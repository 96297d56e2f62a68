package dev.faultstream.sink.alert.text;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The texts there are, and what can stand in them in braces. */
public enum TextKey {
    SEVERITY_CRITICAL,
    SEVERITY_WARNING,
    SEVERITY_INFO,
    RESOLUTION_RECOVERED,
    RESOLUTION_DELETED,
    RESOLUTION_UNOBSERVED,
    DURATION_DAYS(Set.of("days", "hours")),
    DURATION_HOURS(Set.of("hours", "minutes")),
    DURATION_MINUTES(Set.of("minutes", "seconds")),
    DURATION_SECONDS(Set.of("seconds")),
    OBJECTS_MORE(Set.of("count")),
    ALERT_SUMMARY(Names.FAILURE),
    ALERT_DESCRIPTION(Names.FAILURE),
    CHAT_TITLE_OPENED(Names.FAILURE),
    CHAT_TITLE_CHANGED(Names.FAILURE),
    CHAT_TITLE_EXPLAINED(Names.FAILURE),
    CHAT_TITLE_REPEATED(Names.FAILURE),
    CHAT_TITLE_RESOLVED(Names.FAILURE),
    CHAT_OPEN(Names.FAILURE),
    CHAT_RESOLVED(Names.FAILURE),
    CHAT_SYMPTOM(Names.FAILURE),
    CHAT_STEPS,
    CHAT_AFFECTED,
    CHAT_CLUSTER,
    CHAT_RULE;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.copyOf
    private final Set<String> names;

    TextKey() {
        this(Set.of());
    }

    TextKey(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Its name in files: {@code chat.title.opened}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** What can stand in it. */
    Set<String> names() {
        return new TreeSet<>(names);
    }

    private static final class Names {
        static final Set<String> FAILURE = Set.of(
                "id",
                "cluster",
                "namespace",
                "kind",
                "name",
                "place",
                "rule",
                "severity",
                "message",
                "error",
                "count",
                "objects",
                "opened",
                "duration",
                "resolution");
    }
}
