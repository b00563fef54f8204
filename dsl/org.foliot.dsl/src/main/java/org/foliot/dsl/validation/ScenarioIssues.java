package org.foliot.dsl.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.diagnostics.Severity;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextSyntaxDiagnostic;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.ITextRegion;
import org.eclipse.xtext.util.LineAndColumn;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.CheckType;
import org.eclipse.xtext.validation.Issue;
import org.eclipse.xtext.validation.ResourceValidatorImpl;
import org.foliot.dsl.messages.SyntaxErrors;

/** Shows in an editor what {@link org.foliot.dsl.FoliotLanguage} says of a file: syntax errors without echoes, each in its place. */
public class ScenarioIssues extends ResourceValidatorImpl {
    @Override
    public List<Issue> validate(Resource resource, CheckMode mode, CancelIndicator cancelled) {
        List<Issue> issues = super.validate(resource, mode, cancelled);
        if (!(resource instanceof XtextResource file)
                || file.getParseResult() == null
                || !file.getParseResult().hasSyntaxErrors()) {
            return issues;
        }
        List<Issue> shown = new ArrayList<>();
        SyntaxErrors.of(file).forEach(e -> shown.add(issue(file, e)));
        issues.stream().filter(i -> !i.isSyntaxError()).forEach(shown::add);
        shown.sort(Comparator.comparing(Issue::getOffset));
        return shown;
    }

    private static Issue issue(XtextResource file, XtextSyntaxDiagnostic error) {
        ICompositeNode root = file.getParseResult().getRootNode();
        ITextRegion region = SyntaxErrors.region(error);
        int begin = Math.min(region.getOffset(), root.getTotalLength());
        int end = Math.min(begin + Math.max(1, region.getLength()), Math.max(begin, root.getTotalLength()));
        LineAndColumn first = NodeModelUtils.getLineAndColumn(root, begin);
        LineAndColumn last = NodeModelUtils.getLineAndColumn(root, end);
        Issue.IssueImpl issue = new Issue.IssueImpl();
        issue.setSyntaxError(true);
        // Without a type no marker is made of it, nor of anything else in the file.
        issue.setType(CheckType.FAST);
        issue.setSeverity(Severity.ERROR);
        issue.setCode(error.getCode());
        issue.setMessage(error.getMessage());
        issue.setData(error.getData());
        issue.setUriToProblem(file.getURI());
        issue.setOffset(begin);
        issue.setLength(end - begin);
        issue.setLineNumber(first.getLine());
        issue.setColumn(first.getColumn());
        issue.setLineNumberEnd(last.getLine());
        issue.setColumnEnd(last.getColumn());
        return issue;
    }
}
