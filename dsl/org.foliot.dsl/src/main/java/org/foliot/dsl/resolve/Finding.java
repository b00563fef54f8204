package org.foliot.dsl.resolve;

import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.foliot.dsl.Severity;

/**
 * Something found wrong, or worth knowing, about an element of the model.
 *
 * @param severity how much it matters
 * @param code stable name of the rule, one of {@link org.foliot.dsl.Codes}
 * @param object the element
 * @param feature the part of the element, null for all of it
 * @param message what is wrong, without a full stop
 * @param remedy what would be right; may be empty
 * @param replacements texts that would be right in place of what is marked, best first; may be empty
 */
public record Finding(
        Severity severity,
        String code,
        EObject object,
        EStructuralFeature feature,
        String message,
        String remedy,
        List<String> replacements) {
    public Finding {
        replacements = List.copyOf(replacements);
    }

    /** Message and remedy in one sentence. */
    public String sentence() {
        return remedy.isEmpty() ? message : message + "; " + remedy;
    }
}
