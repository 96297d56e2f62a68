package dev.faultstream.watcher.kinds;

import dev.faultstream.schemas.snapshot.KindRef;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which kinds are wanted. Kubernetes' own are those that rules read; of extensions, all that can be listed and watched.
 * Patterns are {@code group/Kind} with {@code *} for any text.
 *
 * @param include what is watched beyond that, also when a default excludes it
 * @param exclude what is not watched
 * @param customResources whether kinds of extensions are watched at all
 */
public record KindSelection(List<String> include, List<String> exclude, boolean customResources) {
    /** Kinds of extensions that are our own output, change all the time, or hold credentials. */
    public static final List<String> DEFAULT_EXCLUDES = List.of(
            "core.k8sgpt.ai/*",
            "faultstream.dev/*",
            "metrics.k8s.io/*",
            "aquasecurity.github.io/*",
            "spdx.softwarecomposition.kubescape.io/*",
            "reports.kyverno.io/*",
            "cilium.io/CiliumEndpoint",
            "cilium.io/CiliumIdentity",
            "crd.projectcalico.org/*",
            "projectcalico.org/*",
            "oauth.openshift.io/*",
            "events.k8s.io/*");

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.*-]+/[A-Za-z0-9*]+");

    public KindSelection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** What is watched when nobody says otherwise. */
    public static KindSelection defaults() {
        return new KindSelection(List.of(), List.of(), true);
    }

    /** Whether a text is a pattern of kinds. */
    public static boolean isPattern(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whether a kind that the server serves is watched. */
    public boolean wants(KindRef kind) {
        if (matches(exclude, kind)) {
            return false;
        }
        if (matches(include, kind)) {
            return true;
        }
        return BuiltInKinds.isBuiltInGroup(kind.group())
                ? BuiltInKinds.isWatched(kind)
                : customResources && !matches(DEFAULT_EXCLUDES, kind);
    }

    /** Whether it is worth asking for the kinds of a group. */
    boolean concerns(String group) {
        return BuiltInKinds.isBuiltInGroup(group) || customResources || !include.isEmpty();
    }

    private static boolean matches(List<String> patterns, KindRef kind) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, kind.toString()));
    }

    private static boolean matches(String pattern, String text) {
        String[] parts = pattern.split("\\*", -1);
        if (!text.startsWith(parts[0])) {
            return false;
        }
        int position = parts[0].length();
        for (int i = 1; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            int found = last && parts[i].isEmpty()
                    ? text.length()
                    : last ? lastIndexFrom(text, parts[i], position) : text.indexOf(parts[i], position);
            if (found < 0) {
                return false;
            }
            position = found + parts[i].length();
        }
        return position == text.length();
    }

    private static int lastIndexFrom(String text, String end, int position) {
        int start = text.length() - end.length();
        return start >= position && text.endsWith(end) ? start : -1;
    }
}
