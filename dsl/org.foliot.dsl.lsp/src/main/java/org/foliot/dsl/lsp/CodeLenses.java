package org.foliot.dsl.lsp;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.codelens.ICodeLensService;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.foliot.dsl.ide.lenses.Lens;
import org.foliot.dsl.ide.lenses.Lenses;

/** Offers to run a scenario above its first line, and says what its last run found above each expectation. */
final class CodeLenses implements ICodeLensService {
    private final Lenses lenses;
    private final Runs runs;

    @Inject
    CodeLenses(Lenses lenses, Runs runs) {
        this.lenses = lenses;
        this.runs = runs;
    }

    @Override
    public List<? extends CodeLens> computeCodeLenses(
            Document document, XtextResource file, CodeLensParams params, CancelIndicator cancelled) {
        List<CodeLens> found = new ArrayList<>();
        if (document == null || file == null) {
            return found;
        }
        String uri = params.getTextDocument().getUri();
        for (Lens lens : lenses.of(file)) {
            int begin = lens.region().getOffset();
            int end = Math.min(
                    begin + lens.region().getLength(), document.getContents().length());
            if (lens.kind() == Lens.Kind.RUN) {
                Command command = runs.isRunning(uri)
                        ? new Command("Cancel", Commands.CANCEL, List.of(uri))
                        : new Command("Run", Commands.RUN, List.of(uri));
                found.add(new CodeLens(Ranges.of(document, begin, begin), command, null));
            } else {
                String text =
                        document.getContents().substring(begin, end).strip().replaceAll("\\s+", " ");
                runs.lastVerdict(uri, text)
                        .ifPresent(v ->
                                found.add(new CodeLens(Ranges.of(document, begin, begin), new Command(v, ""), null)));
            }
        }
        return found;
    }
}
