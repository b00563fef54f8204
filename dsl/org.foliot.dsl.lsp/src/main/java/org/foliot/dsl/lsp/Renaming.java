package org.foliot.dsl.lsp;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.ILanguageServerAccess;
import org.eclipse.xtext.ide.server.rename.IRenameService2;
import org.eclipse.xtext.resource.XtextResource;
import org.foliot.dsl.ide.references.NamedAt;
import org.foliot.dsl.ide.references.References;

/** Gives an element another name wherever it is named. */
final class Renaming implements IRenameService2 {
    private final References references;
    private final Locations locations;
    private final Everywhere everywhere;

    @Inject
    Renaming(References references, Locations locations, Everywhere everywhere) {
        this.references = references;
        this.locations = locations;
        this.everywhere = everywhere;
    }

    @Override
    public WorkspaceEdit rename(Options options) {
        String uri = options.getRenameParams().getTextDocument().getUri();
        String name = options.getRenameParams().getNewName();
        ILanguageServerAccess access = options.getLanguageServerAccess();
        return access.doSyncRead(uri, context -> {
            EObject element = at(context, options.getRenameParams().getPosition())
                    .orElseThrow(() -> Refused.because("there is nothing here that has a name"))
                    .element();
            references
                    .objection(element, name, (XtextResource) context.getResource())
                    .ifPresent(o -> {
                        throw Refused.because(o);
                    });
            Map<String, List<TextEdit>> edits = new LinkedHashMap<>();
            locations
                    .inAllFiles(element, everywhere.access(), everywhere.index(), options.getCancelIndicator())
                    .forEach(f -> edits.computeIfAbsent(f.location().getUri(), u -> new ArrayList<>())
                            .add(new TextEdit(f.location().getRange(), name)));
            return new WorkspaceEdit(edits);
        });
    }

    private static Optional<NamedAt> at(ILanguageServerAccess.Context context, Position position) {
        return context.getResource() instanceof XtextResource file
                ? NamedAt.of(file, context.getDocument().getOffSet(position))
                        .filter(n -> References.isNamed(n.element()))
                : Optional.empty();
    }

    @Override
    public Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior> prepareRename(
            PrepareRenameOptions options) {
        String uri = options.getParams().getTextDocument().getUri();
        return options.getLanguageServerAccess().doSyncRead(uri, context -> {
            Document document = context.getDocument();
            return at(context, options.getParams().getPosition())
                    .map(n -> new PrepareRenameResult(
                            Ranges.of(document, n.region()),
                            document.getContents()
                                    .substring(
                                            n.region().getOffset(),
                                            n.region().getOffset() + n.region().getLength())))
                    .<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>map(Either3::forSecond)
                    .orElse(null);
        });
    }
}
