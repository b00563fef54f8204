package org.foliot.dsl.lsp;

import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.util.ITextRegion;
import org.eclipse.xtext.util.ReplaceRegion;

/** Offsets as lines and columns. */
final class Ranges {
    private Ranges() {}

    static Range of(Document document, ITextRegion region) {
        return of(document, region.getOffset(), region.getOffset() + region.getLength());
    }

    static Range of(Document document, int begin, int end) {
        int length = document.getContents().length();
        return new Range(document.getPosition(Math.min(begin, length)), document.getPosition(Math.min(end, length)));
    }

    static TextEdit edit(Document document, ReplaceRegion change) {
        return new TextEdit(of(document, change.getOffset(), change.getEndOffset()), change.getText());
    }
}
