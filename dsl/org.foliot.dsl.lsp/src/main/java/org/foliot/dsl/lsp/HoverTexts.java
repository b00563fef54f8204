package org.foliot.dsl.lsp;

import jakarta.inject.Inject;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.hover.IHoverService;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.foliot.dsl.ide.hover.Hovers;

/** Hovers as the protocol has them. */
final class HoverTexts implements IHoverService {
    private final Hovers hovers;

    @Inject
    HoverTexts(Hovers hovers) {
        this.hovers = hovers;
    }

    @Override
    public Hover hover(Document document, XtextResource file, HoverParams params, CancelIndicator cancelled) {
        if (document == null || file == null) {
            return null;
        }
        return hovers.at(file, document.getOffSet(params.getPosition()))
                .map(h -> new Hover(
                        new MarkupContent(MarkupKind.MARKDOWN, h.markdown()), Ranges.of(document, h.region())))
                .orElse(null);
    }
}
