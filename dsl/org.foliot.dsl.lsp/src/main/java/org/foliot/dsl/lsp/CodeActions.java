package org.foliot.dsl.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.codeActions.ICodeActionService2;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.IResourceValidator;
import org.eclipse.xtext.validation.Issue;
import org.foliot.dsl.ide.fixes.Problem;
import org.foliot.dsl.ide.fixes.QuickFix;
import org.foliot.dsl.ide.fixes.QuickFixes;

/** Quick fixes as the protocol has them. */
final class CodeActions implements ICodeActionService2 {
    private final QuickFixes fixes;
    private final IResourceValidator validator;

    @Inject
    CodeActions(QuickFixes fixes, IResourceValidator validator) {
        this.fixes = fixes;
        this.validator = validator;
    }

    @Override
    public List<Either<Command, CodeAction>> getCodeActions(Options options) {
        List<Diagnostic> diagnostics =
                options.getCodeActionParams().getContext().getDiagnostics();
        if (diagnostics == null || diagnostics.isEmpty()) {
            return List.of();
        }
        return options.getLanguageServerAccess()
                .doSyncRead(
                        options.getURI(),
                        context -> context == null || context.getDocument() == null
                                ? List.of()
                                : actions(
                                        options.getURI(),
                                        context.getDocument(),
                                        (XtextResource) context.getResource(),
                                        diagnostics));
    }

    private List<Either<Command, CodeAction>> actions(
            String uri, Document document, XtextResource file, List<Diagnostic> diagnostics) {
        List<Either<Command, CodeAction>> actions = new ArrayList<>();
        for (Diagnostic diagnostic : diagnostics) {
            for (QuickFix fix : fixes.of(file, problem(diagnostic, document, file), message(diagnostic))) {
                CodeAction action = new CodeAction(fix.label());
                action.setKind(CodeActionKind.QuickFix);
                action.setDiagnostics(List.of(diagnostic));
                action.setIsPreferred(fix.preferred());
                action.setEdit(new WorkspaceEdit(Map.of(
                        uri,
                        fix.changes().stream()
                                .map(c -> Ranges.edit(document, c))
                                .toList())));
                actions.add(Either.forRight(action));
            }
        }
        return actions;
    }

    private static String message(Diagnostic diagnostic) {
        Object message = diagnostic.getMessage();
        return message instanceof Either<?, ?> either ? String.valueOf(either.get()) : String.valueOf(message);
    }

    private Problem problem(Diagnostic diagnostic, Document document, XtextResource file) {
        String code = diagnostic.getCode() == null || !diagnostic.getCode().isLeft()
                ? null
                : diagnostic.getCode().getLeft();
        int begin = document.getOffSet(diagnostic.getRange().getStart());
        int end = document.getOffSet(diagnostic.getRange().getEnd());
        if (diagnostic.getData() instanceof JsonArray attached) {
            List<String> data = new ArrayList<>();
            for (JsonElement each : attached) {
                data.add(each.isJsonNull() ? "" : each.getAsString());
            }
            return new Problem(code, begin, end - begin, data);
        }
        // An editor that does not give back what was attached: what is wrong is found out once more.
        return validator.validate(file, CheckMode.ALL, CancelIndicator.NullImpl).stream()
                .filter(i -> i.getCode() != null && i.getCode().equals(code) && i.getOffset() == begin)
                .findFirst()
                .map(CodeActions::problem)
                .orElseGet(() -> new Problem(code, begin, end - begin, List.of()));
    }

    private static Problem problem(Issue issue) {
        return Problem.of(issue.getCode(), issue.getOffset(), issue.getLength(), issue.getData());
    }
}
