package dev.faultstream.sink.alert;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which failures an output tells of. An empty list or set lets all through; a failure of no namespace has the namespace
 * {@code -}. What was told of once is followed to its end, whatever becomes of its severity and causes.
 *
 * @param clusters patterns of cluster ids
 * @param namespaces patterns of namespaces
 * @param rules patterns of rule ids
 * @param severities severities
 * @param rootCausesOnly whether what another open failure explains is left out
 */
public record OutputFilter(
        List<Pattern> clusters,
        List<Pattern> namespaces,
        List<Pattern> rules,
        Set<Severity> severities,
        boolean rootCausesOnly) {
    public OutputFilter {
        clusters = List.copyOf(clusters);
        namespaces = List.copyOf(namespaces);
        rules = List.copyOf(rules);
        severities = Set.copyOf(severities);
    }

    /** The pattern of a text in which {@code *} stands for any characters. */
    public static Pattern pattern(String text) {
        return Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    boolean matches(Failure failure) {
        String namespace = failure.subject().namespace();
        return anyMatches(clusters, failure.cluster())
                && anyMatches(namespaces, namespace == null ? "-" : namespace)
                && anyMatches(rules, failure.rule())
                && (severities.isEmpty() || severities.contains(failure.severity()))
                && !(rootCausesOnly && !failure.isRootCause());
    }

    private static boolean anyMatches(List<Pattern> patterns, String text) {
        return patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }
}
