package org.foliot.dsl.ide.proposals;

import java.util.Collection;
import org.eclipse.xtext.ide.editor.contentassist.antlr.FollowElement;
import org.foliot.dsl.ide.contentassist.antlr.FoliotParser;

/**
 * Finds what can follow a place from the statements around it alone, so that content assist in a file of many thousand lines
 * takes as long as in a small one.
 *
 * <p>What stands before the element of a file that a place is in changes nothing about what can follow inside of it; nor do
 * the lines of a timeline, or the expectations, before the one that a place is in.
 */
public class NearbyParser extends FoliotParser {
    @Override
    public Collection<FollowElement> getFollowElements(String input, boolean strict) {
        return super.getFollowElements(Surroundings.of(input), strict);
    }
}
