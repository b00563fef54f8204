package org.foliot.dsl.ide.lenses;

import org.eclipse.xtext.util.ITextRegion;

/**
 * Something that belongs to a line.
 *
 * @param kind what it is
 * @param region the line's statement
 */
public record Lens(Kind kind, ITextRegion region) {
    /** What can belong to a line. */
    public enum Kind {
        /** The scenario can be run. */
        RUN,
        /** Here stands an expectation, beside which its last verdict belongs. */
        EXPECTATION
    }
}
