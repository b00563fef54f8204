package org.foliot.dsl.lsp;

import com.google.inject.Singleton;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionItemLabelDetails;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.contentassist.ContentAssistService;

/** Proposals as the protocol has them, with documentation in Markdown. */
@Singleton
final class Completions extends ContentAssistService {
    @Override
    protected CompletionItem toCompletionItem(
            ContentAssistEntry entry, int offset, Position position, Document document) {
        CompletionItem item = super.toCompletionItem(entry, offset, position, document);
        if (entry.getDocumentation() == null || entry.getDocumentation().isEmpty()) {
            item.setDocumentation((MarkupContent) null);
        } else {
            item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, entry.getDocumentation()));
        }
        if (ContentAssistEntry.KIND_SNIPPET.equals(entry.getKind())) {
            item.setFilterText(entry.getLabel());
        } else if (entry.getDescription() != null && entry.getDescription().startsWith("= ")) {
            item.setLabelDetails(new CompletionItemLabelDetails());
            item.getLabelDetails().setDescription(entry.getDescription());
        }
        return item;
    }

    @Override
    protected CompletionItemKind translateKind(ContentAssistEntry entry) {
        return ContentAssistEntry.KIND_ENUM.equals(entry.getKind())
                ? CompletionItemKind.EnumMember
                : super.translateKind(entry);
    }
}
