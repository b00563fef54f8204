package org.foliot.dsl.messages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds the word that was probably meant. */
public final class Spelling {
    private static final int MOST_NAMED = 12;

    private Spelling() {}

    /** The known words nearest to a wrong one, best first; empty when none is near. */
    public static List<String> nearest(String wrong, Collection<String> known) {
        int tolerance = Math.max(1, wrong.length() / 3);
        List<String> nearest = new ArrayList<>();
        int best = tolerance + 1;
        for (String word : known) {
            int distance = distance(wrong.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT), tolerance);
            if (distance < best) {
                nearest.clear();
                best = distance;
            }
            if (distance == best && distance <= tolerance && nearest.size() < 3) {
                nearest.add(word);
            }
        }
        return nearest;
    }

    /**
     * What to say after "there is no …": the nearest words, or all that there are.
     *
     * @param wrong the wrong word
     * @param known what there is, in the order of mention
     * @param plural what these are, for example {@code "the hosts"}
     */
    public static String remedy(String wrong, Collection<String> known, String plural) {
        List<String> nearest = nearest(wrong, known);
        if (!nearest.isEmpty()) {
            return "did you mean " + String.join(" or ", nearest) + "?";
        }
        return known.isEmpty() ? "there are no " + plural + " here" : "the " + plural + " are " + list(known);
    }

    /** Words in a row, shortened when there are many. */
    public static String list(Collection<String> words) {
        List<String> shown = words.stream().limit(MOST_NAMED).toList();
        String more = words.size() > MOST_NAMED ? " and " + (words.size() - MOST_NAMED) + " more" : "";
        return String.join(", ", shown) + more;
    }

    /** Edit distance with neighbouring letters swapped counting once; more than the limit is any number above it. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] before = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] next = new int[b.length() + 1];
            next[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = row[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(substitution, 1 + Math.min(next[j - 1], row[j]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    next[j] = Math.min(next[j], before[j - 2] + 1);
                }
            }
            before = row;
            row = next;
        }
        return row[b.length()];
    }
}
