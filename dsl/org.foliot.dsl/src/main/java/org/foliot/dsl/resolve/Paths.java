package org.foliot.dsl.resolve;

import org.eclipse.emf.ecore.EObject;
import org.foliot.dsl.foliot.DistributionDeclaration;
import org.foliot.dsl.foliot.MeasureUse;
import org.foliot.dsl.foliot.MemberPart;
import org.foliot.dsl.foliot.Reading;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.Target;

/** Dotted paths such as {@code web.work}, wherever they stand. */
public final class Paths {
    private Paths() {}

    /** The host or guest with which the path begins that a part is of; null while it is not written. */
    public static Root root(MemberPart part) {
        EObject path = part.eContainer();
        if (path instanceof Target target) {
            return target.getRoot();
        } else if (path instanceof Reading reading) {
            return reading.getRoot();
        }
        if (path instanceof DistributionDeclaration distribution) {
            return distribution.getRoot();
        }
        return path instanceof MeasureUse use ? use.getRoot() : null;
    }
}
