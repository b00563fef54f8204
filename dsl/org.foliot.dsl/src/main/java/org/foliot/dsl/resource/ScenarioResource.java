package org.foliot.dsl.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.xtext.diagnostics.AbstractDiagnostic;
import org.eclipse.xtext.linking.impl.XtextLinkingDiagnostic;
import org.eclipse.xtext.linking.lazy.LazyLinkingResource;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.util.LazyStringInputStream;
import org.eclipse.xtext.util.Triple;

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
}
