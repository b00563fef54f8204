package org.foliot.dsl.resolve;

import java.util.Locale;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.foliot.dsl.foliot.FoliotPackage;

/** The name of an element, whatever kind of element it is. */
public final class Name {
    private Name() {}

    /** The name; null for an element without one, and for one whose declaration is incomplete. */
    public static String of(EObject element) {
        EStructuralFeature feature = feature(element);
        return feature == null ? null : (String) element.eGet(feature);
    }

    /** What people call elements of a class: {@code host}, {@code kernel}. */
    public static String kind(EClass type) {
        if (type == FoliotPackage.Literals.KERNEL_DEFINITION) {
            return "kernel";
        } else if (type == FoliotPackage.Literals.MEASURE_DECLARATION) {
            return "measure";
        }
        return type.getName().toLowerCase(Locale.ROOT);
    }

    /** The part of an element that is its name; null for an element that has none. */
    public static EStructuralFeature feature(EObject element) {
        return element.eClass().getEStructuralFeature("name");
    }
}
