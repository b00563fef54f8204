package org.foliot.dsl.lsp;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.util.List;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.symbol.HierarchicalDocumentSymbolService;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.foliot.dsl.ide.outline.Outline;
import org.foliot.dsl.ide.outline.OutlineNode;

/** The outline of a file as the protocol has it. */
@Singleton
final class Symbols extends HierarchicalDocumentSymbolService {
    private final Outline outline;

    @Inject
    Symbols(Outline outline) {
        this.outline = outline;
    }

    @Override
    public List<DocumentSymbol> getSymbols(
            Document document, XtextResource file, DocumentSymbolParams params, CancelIndicator cancelled) {
        return document == null || file == null
                ? List.of()
                : outline.of(file).stream().map(n -> symbol(document, n)).toList();
    }

    private static DocumentSymbol symbol(Document document, OutlineNode node) {
        DocumentSymbol symbol = new DocumentSymbol(
                node.name(),
                kind(node.kind()),
                Ranges.of(document, node.region()),
                Ranges.of(document, node.nameRegion()),
                node.detail());
        symbol.setChildren(
                node.children().stream().map(c -> symbol(document, c)).toList());
        return symbol;
    }

    private static SymbolKind kind(OutlineNode.Kind kind) {
        return switch (kind) {
            case SCENARIO -> SymbolKind.Module;
            case IMPORT -> SymbolKind.File;
            case PARAMETER -> SymbolKind.Constant;
            case KERNEL, ERRATUM -> SymbolKind.Object;
            case HOST -> SymbolKind.Class;
            case GUEST -> SymbolKind.Interface;
            case GROUP -> SymbolKind.Package;
            case TASK, PROCESS -> SymbolKind.Function;
            case REGION -> SymbolKind.Array;
            case EXTENSION -> SymbolKind.Struct;
            case PROPERTY -> SymbolKind.Property;
            case TIMELINE, EXPECTATIONS -> SymbolKind.Namespace;
            case EVENT -> SymbolKind.Event;
            case EXPECTATION -> SymbolKind.Boolean;
            case STUDY -> SymbolKind.Operator;
        };
    }
}
