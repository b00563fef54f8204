package org.foliot.dsl.messages;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.diagnostics.AbstractDiagnostic;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextSyntaxDiagnostic;
import org.eclipse.xtext.util.ITextRegion;
import org.eclipse.xtext.util.TextRegion;
import org.foliot.dsl.Codes;

/** Tells the syntax errors of a file from their echoes, and where each really is. */
public final class SyntaxErrors {
    private static final int MOST_SHOWN = 20;

    private SyntaxErrors() {}

    /** The errors worth showing, in the order of the text: what follows one on its line, or closes its block, echoes it. */
    public static List<XtextSyntaxDiagnostic> of(XtextResource resource) {
        List<XtextSyntaxDiagnostic> found = new ArrayList<>();
        if (resource.getParseResult() == null) {
            return found;
        }
        ICompositeNode root = resource.getParseResult().getRootNode();
        int length = root.getTotalLength();
        int lastLine = 0;
        for (Resource.Diagnostic error : resource.getErrors()) {
            if (error instanceof XtextSyntaxDiagnostic syntax && found.size() < MOST_SHOWN) {
                int offset = Math.min(region(syntax).getOffset(), length);
                int line = NodeModelUtils.getLineAndColumn(root, offset).getLine();
                boolean echo = line == lastLine || lastLine > 0 && closes(syntax, root.getText(), offset);
                if (!echo) {
                    found.add(syntax);
                    lastLine = line;
                }
            }
        }
        return found;
    }

    private static boolean closes(XtextSyntaxDiagnostic error, String text, int offset) {
        return text.startsWith("}", offset) || Codes.SYNTAX_UNCLOSED.equals(error.getCode());
    }

    /** Where an error is, which the data of a syntax error can put elsewhere than where the parser stumbled. */
    public static ITextRegion region(AbstractDiagnostic error) {
        if (error instanceof XtextSyntaxDiagnostic && error.getData() != null && error.getData().length > 1) {
            String[] parts = error.getData()[1].split(":", 2);
            return new TextRegion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
        return new TextRegion(error.getOffset(), error.getLength());
    }
}
