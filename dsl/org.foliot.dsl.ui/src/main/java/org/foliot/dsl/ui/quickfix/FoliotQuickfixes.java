package org.foliot.dsl.ui.quickfix;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.ui.editor.model.IXtextDocument;
import org.eclipse.xtext.ui.editor.model.edit.IModificationContext;
import org.eclipse.xtext.ui.editor.model.edit.IssueModificationContext;
import org.eclipse.xtext.ui.editor.quickfix.DefaultQuickfixProvider;
import org.eclipse.xtext.ui.editor.quickfix.IssueResolution;
import org.eclipse.xtext.ui.editor.quickfix.IssueResolutionAcceptor;
import org.eclipse.xtext.util.ReplaceRegion;
import org.eclipse.xtext.validation.Issue;
import org.foliot.dsl.ide.fixes.Problem;
import org.foliot.dsl.ide.fixes.QuickFix;
import org.foliot.dsl.ide.fixes.QuickFixes;

/** Offers in the workbench what the language's editing services know to do about a problem. */
public final class FoliotQuickfixes extends DefaultQuickfixProvider {
    @Inject
    private QuickFixes fixes;

    @Inject
    private IssueModificationContext.Factory contexts;

    @Override
    public boolean hasResolutionFor(String issueCode) {
        return issueCode != null;
    }

    @Override
    public List<IssueResolution> getResolutions(Issue issue) {
        IssueResolutionAcceptor acceptor = getIssueResolutionAcceptorProvider().get();
        IXtextDocument document = contexts.createModificationContext(issue).getXtextDocument();
        if (document != null && issue.getOffset() != null && issue.getLength() != null) {
            for (QuickFix fix : document.readOnly(resource -> fixes(resource, issue))) {
                acceptor.accept(issue, fix.label(), issue.getMessage(), null, context -> apply(fix, context));
            }
        }
        return acceptor.getIssueResolutions();
    }

    private List<QuickFix> fixes(XtextResource resource, Issue issue) {
        if (resource == null) {
            return List.of();
        }
        Problem problem = Problem.of(issue.getCode(), issue.getOffset(), issue.getLength(), issue.getData());
        return fixes.of(resource, problem, issue.getMessage());
    }

    /** From the end to the beginning, so that no change moves the place of another. */
    private static void apply(QuickFix fix, IModificationContext context) throws BadLocationException {
        List<ReplaceRegion> changes = new ArrayList<>(fix.changes());
        changes.sort(Comparator.comparingInt(ReplaceRegion::getOffset).reversed());
        for (ReplaceRegion change : changes) {
            context.getXtextDocument().replace(change.getOffset(), change.getLength(), change.getText());
        }
    }
}
