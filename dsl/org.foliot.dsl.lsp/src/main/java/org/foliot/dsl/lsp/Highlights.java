package org.foliot.dsl.lsp;

import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.occurrences.IDocumentHighlightService;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.foliot.dsl.ide.references.NamedAt;
import org.foliot.dsl.ide.references.References;

/** Marks where a file names the element under the cursor. */
final class Highlights implements IDocumentHighlightService {
    private final References references;

    @Inject
    Highlights(References references) {
        this.references = references;
    }

    @Override
    public List<? extends DocumentHighlight> getDocumentHighlights(
            Document document, XtextResource file, DocumentHighlightParams params, CancelIndicator cancelled) {
        if (document == null || file == null) {
            return List.of();
        }
        return NamedAt.of(file, document.getOffSet(params.getPosition())).stream()
                .flatMap(n -> references.in(file, n.element()).stream())
                .map(o -> new DocumentHighlight(
                        Ranges.of(document, o.region()),
                        o.declaration() ? DocumentHighlightKind.Write : DocumentHighlightKind.Read))
                .toList();
    }
}
