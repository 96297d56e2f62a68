package dev.faultstream.service.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which name somebody meant. */
public final class Suggestion {
    private Suggestion() {}

    /** The known name that the given one is a slip of; empty when none is near. */
    static Optional<String> near(String name, Collection<String> known) {
        int limit = Math.max(2, name.length() / 5);
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= limit || isPartOf(name, candidate))
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * The known name that the given one is a slip of; empty when none is near.
     *
     * @param limit how many letters may be missing, too many or others
     */
    public static Optional<String> near(String name, Collection<String> known, int limit) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= limit)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isPartOf(String name, String candidate) {
        return candidate.endsWith('.' + name) || candidate.endsWith('_' + name);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
