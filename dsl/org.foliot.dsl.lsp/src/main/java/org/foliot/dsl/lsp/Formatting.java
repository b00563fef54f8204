package org.foliot.dsl.lsp;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.formatting.FormattingService;
import org.eclipse.xtext.resource.XtextResource;
import org.foliot.dsl.FoliotLanguage;

/**
 * Lays a file out as {@code foliot format} does, in which nothing is a matter of taste: whatever indentation an editor wishes,
 * there is one layout. A part of a file is laid out as it is when the whole is, and the rest is left alone.
 */
final class Formatting extends FormattingService {
    private final FoliotLanguage language;

    @Inject
    Formatting(FoliotLanguage language) {
        this.language = language;
    }

    @Override
    public List<TextEdit> format(
            XtextResource file, Document document, int offset, int length, FormattingOptions options) {
        String text = document.getContents();
        Optional<String> laidOut = language.format(text);
        return laidOut.isEmpty()
                ? List.of()
                : LineChanges.between(text, laidOut.get()).stream()
                        .filter(c -> c.getOffset() <= offset + length && c.getEndOffset() >= offset)
                        .map(c -> Ranges.edit(document, c))
                        .toList();
    }
}
