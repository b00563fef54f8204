package org.foliot.dsl.ui.labeling;

import com.google.inject.Inject;
import java.util.Map;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.edit.ui.provider.AdapterFactoryLabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.ui.label.DefaultEObjectLabelProvider;
import org.foliot.dsl.foliot.FoliotPackage.Literals;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.resolve.Name;

/** How elements of a scenario are called, and which picture they have. */
public final class FoliotLabels extends DefaultEObjectLabelProvider {
    private static final int LONGEST = 80;

    private static final Map<EClass, String> PICTURES = Map.ofEntries(
            Map.entry(Literals.SCENARIO, "scenario"),
            Map.entry(Literals.IMPORT, "import"),
            Map.entry(Literals.PARAMETER, "parameter"),
            Map.entry(Literals.KERNEL_DEFINITION, "kernel"),
            Map.entry(Literals.ERRATUM, "erratum"),
            Map.entry(Literals.HOST, "host"),
            Map.entry(Literals.GUEST, "guest"),
            Map.entry(Literals.GROUP, "group"),
            Map.entry(Literals.TASK, "task"),
            Map.entry(Literals.PROCESS, "process"),
            Map.entry(Literals.REGION, "region"),
            Map.entry(Literals.TIMELINE, "timeline"),
            Map.entry(Literals.ENTRY, "event"),
            Map.entry(Literals.EXPECTATIONS, "expectations"));

    @Inject
    public FoliotLabels(AdapterFactoryLabelProvider delegate) {
        super(delegate);
    }

    /** The word that declares an element and its name; what stands there, on one line, for what has no name. */
    @Override
    public Object doGetText(Object object) {
        if (!(object instanceof EObject element)) {
            return super.doGetText(object);
        }
        String kind = Kinds.of(element);
        String name = element instanceof ScenarioFile ? null : Name.of(element);
        if (name == null) {
            return kind == null ? written(element) : kind;
        }
        return new StyledString(name).append("  " + (kind == null ? "" : kind), StyledString.QUALIFIER_STYLER);
    }

    @Override
    public Object doGetImage(Object object) {
        if (!(object instanceof EObject element)) {
            return super.doGetImage(object);
        }
        String picture = PICTURES.get(element.eClass());
        if (picture == null && Literals.EXPECTATION.isSuperTypeOf(element.eClass())) {
            picture = "expectation";
        } else if (picture == null && Literals.EVENT.isSuperTypeOf(element.eClass())) {
            picture = "event";
        }
        return (picture == null ? "setting" : picture) + ".png";
    }

    /** What stands in the file for an element, on one line. */
    private static String written(EObject element) {
        INode node = NodeModelUtils.getNode(element);
        if (node == null) {
            return element.eClass().getName();
        }
        String text = NodeModelUtils.getTokenText(node).replaceAll("\\s+", " ").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + '…';
    }
}
