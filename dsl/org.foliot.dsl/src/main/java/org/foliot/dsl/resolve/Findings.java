package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.foliot.dsl.Severity;

/** Collects findings, each once, in the order in which they are made. */
public final class Findings {
    private final Set<Finding> all = new LinkedHashSet<>();

    /** Everything found so far. */
    public List<Finding> all() {
        return new ArrayList<>(all);
    }

    /** Whether anything found so far is an error. */
    public boolean hasErrors() {
        return all.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }

    /** Adds an error about an element as a whole. */
    public void error(String code, EObject object, String message, String remedy) {
        error(code, object, null, message, remedy, List.of());
    }

    /** Adds an error about a part of an element. */
    public void error(String code, EObject object, EStructuralFeature feature, String message, String remedy) {
        error(code, object, feature, message, remedy, List.of());
    }

    /** Adds an error with texts that would be right. */
    public void error(
            String code,
            EObject object,
            EStructuralFeature feature,
            String message,
            String remedy,
            List<String> replacements) {
        all.add(new Finding(Severity.ERROR, code, object, feature, message, remedy, replacements));
    }

    /** Adds a warning. */
    public void warning(String code, EObject object, EStructuralFeature feature, String message, String remedy) {
        all.add(new Finding(Severity.WARNING, code, object, feature, message, remedy, List.of()));
    }

    /** Adds something worth knowing. */
    public void info(String code, EObject object, EStructuralFeature feature, String message, String remedy) {
        all.add(new Finding(Severity.INFO, code, object, feature, message, remedy, List.of()));
    }
}
