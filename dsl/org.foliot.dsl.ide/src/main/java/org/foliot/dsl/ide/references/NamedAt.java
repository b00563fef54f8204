package org.foliot.dsl.ide.references;

import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.ITextRegion;
import org.foliot.dsl.foliot.IdRegister;
import org.foliot.dsl.foliot.Setting;
import org.foliot.dsl.resolve.Name;

/**
 * The element whose name stands at a place: where it is declared, or where it is referred to.
 *
 * @param element the element, which may be in another file
 * @param region its name at the place
 */
public record NamedAt(EObject element, ITextRegion region) {
    /** The element named at an offset, or just before it; absent where no name stands that means anything. */
    public static Optional<NamedAt> of(XtextResource file, int offset) {
        if (file.getParseResult() == null) {
            return Optional.empty();
        }
        Optional<NamedAt> at = exactly(file, offset);
        return at.isEmpty() && offset > 0 ? exactly(file, offset - 1) : at;
    }

    private static Optional<NamedAt> exactly(XtextResource file, int offset) {
        ILeafNode leaf =
                NodeModelUtils.findLeafNodeAtOffset(file.getParseResult().getRootNode(), offset);
        EObject object = leaf == null || leaf.isHidden() ? null : NodeModelUtils.findActualSemanticObjectFor(leaf);
        if (object == null) {
            return Optional.empty();
        }
        EStructuralFeature name = Name.feature(object);
        if (name != null && !(object instanceof Setting) && !(object instanceof IdRegister)) {
            for (INode node : NodeModelUtils.findNodesForFeature(object, name)) {
                if (covers(node, offset)) {
                    return Optional.of(new NamedAt(object, node.getTextRegion()));
                }
            }
        }
        for (EReference reference : object.eClass().getEAllReferences()) {
            if (!reference.isContainment() && !reference.isContainer()) {
                Optional<NamedAt> found = at(object, reference, offset);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<NamedAt> at(EObject object, EReference reference, int offset) {
        int index = 0;
        for (INode node : NodeModelUtils.findNodesForFeature(object, reference)) {
            if (covers(node, offset)) {
                Object target = reference.isMany()
                        ? ((java.util.List<?>) object.eGet(reference)).get(index)
                        : object.eGet(reference);
                return target instanceof EObject element && !element.eIsProxy()
                        ? Optional.of(new NamedAt(element, node.getTextRegion()))
                        : Optional.empty();
            }
            index++;
        }
        return Optional.empty();
    }

    private static boolean covers(INode node, int offset) {
        return node.getOffset() <= offset && offset < node.getOffset() + node.getLength();
    }
}
