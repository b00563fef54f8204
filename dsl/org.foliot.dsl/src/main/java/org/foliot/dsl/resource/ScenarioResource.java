package org.foliot.dsl.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.InternalEObject;
import org.eclipse.xtext.diagnostics.AbstractDiagnostic;
import org.eclipse.xtext.linking.impl.XtextLinkingDiagnostic;
import org.eclipse.xtext.linking.lazy.LazyLinkingResource;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.util.LazyStringInputStream;
import org.eclipse.xtext.util.Triple;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.MeasureDeclaration;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.Scenario;

/** The model of one file, read within the limits of {@link SourceText}. */
public class ScenarioResource extends LazyLinkingResource {

    @Override
    protected Reader createReader(InputStream in) throws IOException {
        return in instanceof LazyStringInputStream ? super.createReader(in) : new StringReader(SourceText.read(in));
    }

    /**
     * Takes back the error of a reference that meanwhile resolves. As inherited, this would compose the message anew for
     * every reference that resolves in a file with errors, only to look for it.
     */
    @Override
    protected void removeDiagnostic(Triple<EObject, EReference, INode> triple) {
        int offset = triple.getThird().getOffset();
        getErrors()
                .removeIf(e -> e instanceof XtextLinkingDiagnostic && ((AbstractDiagnostic) e).getOffset() == offset);
    }

    /**
     * Leaves a proxy of what other files can refer to. As inherited, this would do so for everything, and work out the place of
     * each event among its thousands of siblings: for the square of the length, at each letter that somebody types.
     */
    @Override
    protected void unloaded(InternalEObject object) {
        if (object instanceof Element
                || object instanceof Member
                || object instanceof Scenario
                || object instanceof MeasureDeclaration) {
            super.unloaded(object);
        } else {
            object.eAdapters().clear();
        }
    }
}
