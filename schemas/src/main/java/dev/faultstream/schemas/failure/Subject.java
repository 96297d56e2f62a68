package dev.faultstream.schemas.failure;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The resource that a person would fix.
 *
 * @param apiVersion its API group and version
 * @param kind its kind
 * @param namespace its namespace; null when it is cluster-scoped
 * @param name its name
 * @param uid its uid; null when unknown
 * @param labels those of its labels that the analyzer is set to hand on, such as the name by which a catalogue knows it
 */
public record Subject(
        String apiVersion,
        String kind,
        @Nullable String namespace,
        String name,
        @Nullable String uid,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> labels) {
    @JsonCreator
    public Subject {
        requireNonNull(apiVersion, "apiVersion");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        labels = Collections.unmodifiableMap(new TreeMap<>(labels == null ? Map.of() : labels));
    }

    /** A subject without labels. */
    public Subject(String apiVersion, String kind, @Nullable String namespace, String name, @Nullable String uid) {
        this(apiVersion, kind, namespace, name, uid, Map.of());
    }

    /** As kubectl takes it: {@code deployment/web}; the group is only in it where a short name may mean something else. */
    public String reference() {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        boolean builtIn = group.indexOf('.') < 0 || group.endsWith(".k8s.io");
        String type = kind.toLowerCase(Locale.ROOT);
        return (builtIn ? type : type + '.' + group) + '/' + name;
    }
}
