package org.foliot.dsl.ui.labeling;

import java.util.Map;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.foliot.dsl.foliot.FoliotPackage.Literals;

/** The words for kinds of elements that have a name or hold others. */
final class Kinds {
    private static final Map<EClass, String> WORDS = Map.ofEntries(
            Map.entry(Literals.SCENARIO, "scenario"),
            Map.entry(Literals.PARAMETER, "param"),
            Map.entry(Literals.KERNEL_DEFINITION, "kernel"),
            Map.entry(Literals.ERRATUM, "erratum"),
            Map.entry(Literals.HOST, "host"),
            Map.entry(Literals.GUEST, "guest"),
            Map.entry(Literals.GROUP, "group"),
            Map.entry(Literals.TASK, "task"),
            Map.entry(Literals.PROCESS, "process"),
            Map.entry(Literals.REGION, "region"),
            Map.entry(Literals.TIMELINE, "timeline"),
            Map.entry(Literals.EXPECTATIONS, "expect"));

    private Kinds() {}

    /** The word; null for what is a setting, an event or an expectation. */
    static String of(EObject element) {
        return WORDS.get(element.eClass());
    }

    /** The same for what is only described. */
    static String of(EClass kind) {
        return WORDS.get(kind);
    }
}
