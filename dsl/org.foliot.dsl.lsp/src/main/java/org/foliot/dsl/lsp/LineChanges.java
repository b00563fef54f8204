package org.foliot.dsl.lsp;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.xtext.util.ReplaceRegion;

/** What has to be replaced in a text to make another of it that differs in white space alone: stretch by stretch. */
final class LineChanges {
    private LineChanges() {}

    /** Changes in the order of the text; one for all of it where more than white space differs. */
    static List<ReplaceRegion> between(String before, String after) {
        List<ReplaceRegion> changes = new ArrayList<>();
        int b = 0;
        int a = 0;
        while (b < before.length() || a < after.length()) {
            int blankBefore = endOfBlank(before, b);
            int blankAfter = endOfBlank(after, a);
            String gap = after.substring(a, blankAfter);
            if (!before.substring(b, blankBefore).equals(gap)) {
                changes.add(new ReplaceRegion(b, blankBefore - b, gap));
            }
            b = blankBefore;
            a = blankAfter;
            while (b < before.length()
                    && a < after.length()
                    && !Character.isWhitespace(before.charAt(b))
                    && before.charAt(b) == after.charAt(a)) {
                b++;
                a++;
            }
            boolean stuck = b == blankBefore && (b < before.length() || a < after.length());
            if (stuck) {
                return List.of(new ReplaceRegion(0, before.length(), after));
            }
        }
        return changes;
    }

    private static int endOfBlank(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
