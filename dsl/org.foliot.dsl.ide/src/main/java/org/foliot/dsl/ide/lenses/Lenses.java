package org.foliot.dsl.ide.lenses;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.TextRegion;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.Expectations;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Timeline;

/** Says which lines of a file can be run, and on which an expectation stands. */
public class Lenses {
    /** The lenses of a file in the order of the text; none for one that only declares what others import. */
    public List<Lens> of(XtextResource file) {
        List<Lens> lenses = new ArrayList<>();
        if (file.getContents().isEmpty() || !(file.getContents().get(0) instanceof ScenarioFile root)) {
            return lenses;
        }
        EObject beginning = root.getScenario();
        for (Element element : root.getElements()) {
            if (beginning == null && (element instanceof Timeline || element instanceof Expectations)) {
                beginning = element;
            }
        }
        add(Lens.Kind.RUN, beginning, lenses);
        for (Element element : root.getElements()) {
            if (element instanceof Expectations expectations) {
                expectations.getItems().forEach(i -> add(Lens.Kind.EXPECTATION, i, lenses));
            }
        }
        return lenses;
    }

    private static void add(Lens.Kind kind, EObject element, List<Lens> lenses) {
        ICompositeNode node = element == null ? null : NodeModelUtils.findActualNodeFor(element);
        if (node != null) {
            lenses.add(new Lens(kind, new TextRegion(node.getOffset(), node.getLength())));
        }
    }
}
