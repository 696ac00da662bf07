package dev.renkei.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class NearestName {
    private NearestName() {}

    /** Find the candidate that is so few edits away from {@code word} that it was probably meant. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String candidate) -> edits(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(nearest -> edits(word, nearest) <= Math.max(2, word.length() / 3));
    }

    /** Build the end of a message: the name that was probably meant, or else all that there are. */
    public static String hint(String word, Collection<String> candidates) {
        if (candidates.isEmpty()) {
            return "; there are none";
        }
        return to(word, candidates)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElseGet(() -> "; known: " + String.join(", ", candidates));
    }

    /** Count insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    private static int edits(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[left.length()][right.length()];
    }
}
