package org.foliot.dsl.resolve;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;

/** What stands in a file for an element. */
public final class Written {
    private Written() {}

    /** The words of an element on one line, without comments; empty for null, and for an element that is in no text. */
    public static String text(EObject element) {
        INode node = element == null ? null : NodeModelUtils.findActualNodeFor(element);
        return node == null ? "" : NodeModelUtils.getTokenText(node).strip().replaceAll("\\s+", " ");
    }
}
