package org.foliot.dsl.lsp;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.xtext.findReferences.IReferenceFinder;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.UriExtensions;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolService;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.IResourceDescriptions;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.foliot.dsl.foliot.Import;
import org.foliot.dsl.ide.references.NamedAt;
import org.foliot.dsl.ide.references.References;
import org.foliot.dsl.resource.ImportedFiles;
import org.foliot.dsl.resource.Imports;

/** Finds declarations and references in all files of the workspace. */
@Singleton
final class Locations extends DocumentSymbolService {
    private final References references;
    private final Symbols symbols;
    private final UriExtensions uris;

    @Inject
    Locations(References references, Symbols symbols, UriExtensions uris) {
        this.references = references;
        this.symbols = symbols;
        this.uris = uris;
    }

    @Override
    public List<? extends Location> getDefinitions(
            Document document,
            XtextResource file,
            DefinitionParams params,
            IReferenceFinder.IResourceAccess access,
            CancelIndicator cancelled) {
        if (document == null || file == null) {
            return List.of();
        }
        int offset = document.getOffSet(params.getPosition());
        Optional<Location> imported = imported(file, offset);
        if (imported.isPresent()) {
            return List.of(imported.get());
        }
        return NamedAt.of(file, offset).stream()
                .map(NamedAt::element)
                .filter(e -> e.eResource() instanceof XtextResource)
                .flatMap(e -> references.in((XtextResource) e.eResource(), e).stream()
                        .filter(References.Occurrence::declaration)
                        .map(o -> location((XtextResource) e.eResource(), lines((XtextResource) e.eResource()), o)))
                .toList();
    }

    private Optional<Location> imported(XtextResource file, int offset) {
        ILeafNode leaf = file.getParseResult() == null
                ? null
                : NodeModelUtils.findLeafNodeAtOffset(file.getParseResult().getRootNode(), offset);
        return leaf != null && NodeModelUtils.findActualSemanticObjectFor(leaf) instanceof Import statement
                ? ImportedFiles.target(statement)
                        .map(t -> new Location(
                                uris.toUriString(t.eResource().getURI()),
                                new Range(new Position(0, 0), new Position(0, 0))))
                : Optional.empty();
    }

    @Override
    public List<? extends Location> getReferences(
            Document document,
            XtextResource file,
            ReferenceParams params,
            IReferenceFinder.IResourceAccess access,
            IResourceDescriptions index,
            CancelIndicator cancelled) {
        if (document == null || file == null) {
            return List.of();
        }
        Optional<EObject> element =
                NamedAt.of(file, document.getOffSet(params.getPosition())).map(NamedAt::element);
        boolean declarations =
                params.getContext() == null || params.getContext().isIncludeDeclaration();
        List<Location> found = new ArrayList<>();
        element.ifPresent(e -> inAllFiles(e, access, index, cancelled).forEach(o -> {
            if (declarations || !o.occurrence().declaration()) {
                found.add(o.location());
            }
        }));
        return found;
    }

    /** An occurrence somewhere in the workspace. */
    record Found(References.Occurrence occurrence, Location location) {}

    /** Where an element is named in any file that can see its file. */
    List<Found> inAllFiles(
            EObject element,
            IReferenceFinder.IResourceAccess access,
            IResourceDescriptions index,
            CancelIndicator cancelled) {
        URI address = EcoreUtil.getURI(element);
        URI home = address.trimFragment();
        List<Found> found = new ArrayList<>(in(home, address, access));
        index.getAllResourceDescriptions().forEach(each -> {
            boolean sees = !each.getURI().equals(home)
                    && Imports.importedBy(each, index).contains(home);
            if (sees && !cancelled.isCanceled()) {
                found.addAll(in(each.getURI(), address, access));
            }
        });
        return found;
    }

    private List<Found> in(URI file, URI address, IReferenceFinder.IResourceAccess access) {
        List<Found> found = access.readOnly(file, set -> {
            List<Found> here = new ArrayList<>();
            Resource resource = set.getResource(file, false);
            EObject target = set.getEObject(address, true);
            if (resource instanceof XtextResource text && target != null) {
                Document lines = lines(text);
                references.in(text, target).forEach(o -> here.add(new Found(o, location(text, lines, o))));
            }
            return here;
        });
        return found == null ? List.of() : found;
    }

    private static Document lines(XtextResource file) {
        return new LineDocument(0, file.getParseResult().getRootNode().getText());
    }

    private Location location(XtextResource file, Document lines, References.Occurrence occurrence) {
        return new Location(uris.toUriString(file.getURI()), Ranges.of(lines, occurrence.region()));
    }

    @Override
    public List<DocumentSymbol> getSymbols(
            Document document, XtextResource file, DocumentSymbolParams params, CancelIndicator cancelled) {
        return symbols.getSymbols(document, file, params, cancelled);
    }

    @Override
    protected boolean filter(IEObjectDescription entry, String query) {
        return !Imports.isImport(entry) && super.filter(entry, query);
    }
}
