package org.foliot.dsl.formatting2;

import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.formatting2.regionaccess.ISemanticRegion;
import org.foliot.dsl.foliot.Aggregate;
import org.foliot.dsl.foliot.AxisItem;
import org.foliot.dsl.foliot.Before;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.Statistic;

/** What stands between two neighbouring tokens of one line: a space, or nothing. */
final class Spacing {
    private static final Set<String> TIGHT_BEFORE = Set.of(".", "[", "]", ",", ")", "..", ":");
    private static final Set<String> TIGHT_AFTER = Set.of(".", "[", "(", "..");

    private Spacing() {}

    /** Whether a space stands between a token and the next one. */
    static boolean isSpace(ISemanticRegion before, ISemanticRegion after) {
        String left = before.getText();
        String right = after.getText();
        if (isRangeOfAxis(before) || isRangeOfAxis(after)) {
            return true;
        }
        if (isKeyword(before) && TIGHT_AFTER.contains(left) || isKeyword(after) && TIGHT_BEFORE.contains(right)) {
            return false;
        }
        EObject owner = after.getSemanticElement();
        boolean call = right.equals("(")
                && (owner instanceof Aggregate || owner instanceof Before || owner instanceof Statistic);
        boolean sign = left.equals("-") && before.getSemanticElement() instanceof NumberValue;
        return !call && !sign;
    }

    /** Quantities have spaces in them, so dots between two of them stand apart. */
    private static boolean isRangeOfAxis(ISemanticRegion region) {
        return region.getText().equals("..") && region.getSemanticElement() instanceof AxisItem;
    }

    private static boolean isKeyword(ISemanticRegion region) {
        return region.getText().length() <= 2;
    }

    /** The length of tokens on one line. */
    static int length(ISemanticRegion first, ISemanticRegion last) {
        int length = first.getLength();
        for (ISemanticRegion at = first; at != last && at.getNextSemanticRegion() != null; ) {
            ISemanticRegion next = at.getNextSemanticRegion();
            length += next.getLength() + (isSpace(at, next) ? 1 : 0);
            at = next;
        }
        return length;
    }
}
