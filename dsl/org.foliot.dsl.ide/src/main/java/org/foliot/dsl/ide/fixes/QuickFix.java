package org.foliot.dsl.ide.fixes;

import java.util.List;
import org.eclipse.xtext.util.ReplaceRegion;

/**
 * A change that puts something right.
 *
 * @param label what it does, for a menu
 * @param changes what it writes where; none of them touch each other
 * @param preferred whether it is what was probably meant
 */
public record QuickFix(String label, List<ReplaceRegion> changes, boolean preferred) {
    public QuickFix {
        changes = List.copyOf(changes);
    }
}
