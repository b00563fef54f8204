package org.foliot.dsl.ui.outline;

import com.google.inject.Inject;
import java.util.Locale;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.swt.graphics.Image;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.ui.IImageHelper;
import org.eclipse.xtext.ui.editor.model.IXtextDocument;
import org.eclipse.xtext.ui.editor.outline.IOutlineNode;
import org.eclipse.xtext.ui.editor.outline.IOutlineTreeProvider;
import org.eclipse.xtext.ui.editor.outline.impl.AbstractOutlineNode;
import org.eclipse.xtext.ui.editor.outline.impl.DocumentRootNode;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.ITextRegion;
import org.eclipse.xtext.util.TextRegion;
import org.foliot.dsl.ide.outline.Outline;
import org.foliot.dsl.ide.outline.OutlineNode;

/** Shows the outline of the language's editing services in the workbench. */
public final class FoliotOutline implements IOutlineTreeProvider, IOutlineTreeProvider.Cancelable {
    @Inject
    private Outline outline;

    @Inject
    private IImageHelper images;

    @Override
    public IOutlineNode createRoot(IXtextDocument document) {
        return createRoot(document, CancelIndicator.NullImpl);
    }

    @Override
    public IOutlineNode createRoot(IXtextDocument document, CancelIndicator cancelled) {
        return document.readOnly(resource -> root(document, resource));
    }

    private IOutlineNode root(IXtextDocument document, XtextResource resource) {
        DocumentRootNode root = new DocumentRootNode(images.getImage("file.png"), "", document, null);
        root.setTextRegion(new TextRegion(0, document.getLength()));
        if (resource != null && resource.getParseResult() != null) {
            outline.of(resource).forEach(entry -> add(root, entry));
        }
        return root;
    }

    private void add(IOutlineNode parent, OutlineNode entry) {
        Line line = new Line(parent, picture(entry.kind()), text(entry), entry);
        entry.children().forEach(child -> add(line, child));
    }

    private Image picture(OutlineNode.Kind kind) {
        String name =
                kind == OutlineNode.Kind.PROPERTY ? "setting" : kind.name().toLowerCase(Locale.ROOT);
        return images.getImage(name + ".png");
    }

    private static StyledString text(OutlineNode entry) {
        StyledString text = new StyledString(entry.name());
        return entry.detail().isEmpty() ? text : text.append("  " + entry.detail(), StyledString.QUALIFIER_STYLER);
    }

    /** An entry; all that is in it is known from the beginning. */
    private static final class Line extends AbstractOutlineNode {
        private final ITextRegion nameRegion;

        Line(IOutlineNode parent, Image image, Object text, OutlineNode entry) {
            super(parent, image, text, entry.children().isEmpty());
            this.nameRegion = entry.nameRegion();
            setTextRegion(entry.region());
        }

        @Override
        public ITextRegion getSignificantTextRegion() {
            return nameRegion;
        }

        @Override
        public boolean hasChildren() {
            return !getChildren().isEmpty();
        }
    }
}
