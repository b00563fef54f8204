package org.foliot.dsl.ui.hover;

import com.google.inject.Inject;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.jface.internal.text.html.HTMLPrinter;
import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextHoverExtension;
import org.eclipse.jface.text.ITextHoverExtension2;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.viewers.ILabelProvider;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.xtext.ui.editor.hover.IEObjectHover;
import org.eclipse.xtext.ui.editor.hover.html.DefaultEObjectHoverProvider;
import org.eclipse.xtext.ui.editor.hover.html.XtextBrowserInformationControlInput;
import org.eclipse.xtext.ui.editor.model.IXtextDocument;
import org.eclipse.xtext.ui.editor.model.XtextDocumentUtil;
import org.foliot.dsl.ide.hover.Hover;
import org.foliot.dsl.ide.hover.Hovers;

/** Shows over a word what the language's editing services know of it. */
public final class FoliotHover implements IEObjectHover, ITextHover, ITextHoverExtension, ITextHoverExtension2 {
    @Inject
    private Hovers hovers;

    @Inject
    private DefaultEObjectHoverProvider windows;

    @Inject
    private ILabelProvider labels;

    @Override
    public IRegion getHoverRegion(ITextViewer viewer, int offset) {
        return at(viewer, offset)
                .map(hover ->
                        new Region(hover.region().getOffset(), hover.region().getLength()))
                .orElse(null);
    }

    @Override
    public Object getHoverInfo2(ITextViewer viewer, IRegion region) {
        return at(viewer, region.getOffset())
                .map(hover -> new XtextBrowserInformationControlInput(null, null, page(hover), labels))
                .orElse(null);
    }

    @Override
    public Object getHoverInfo(EObject element, ITextViewer viewer, IRegion region) {
        return getHoverInfo2(viewer, region);
    }

    /** Only for those who cannot show pages: the text as it was written. */
    @Override
    @Deprecated
    public String getHoverInfo(ITextViewer viewer, IRegion region) {
        return at(viewer, region.getOffset()).map(Hover::markdown).orElse(null);
    }

    @Override
    public IInformationControlCreator getHoverControlCreator() {
        return windows.getHoverControlCreator();
    }

    private Optional<Hover> at(ITextViewer viewer, int offset) {
        IXtextDocument document = XtextDocumentUtil.get(viewer);
        if (document == null) {
            return Optional.empty();
        }
        return document.readOnly(resource -> resource == null ? Optional.empty() : hovers.at(resource, offset));
    }

    private static String page(Hover hover) {
        ColorRegistry colours = JFaceResources.getColorRegistry();
        RGB text = colours.getRGB("org.eclipse.ui.workbench.HOVER_FOREGROUND");
        RGB background = colours.getRGB("org.eclipse.ui.workbench.HOVER_BACKGROUND");
        StringBuilder page = new StringBuilder(Pages.body(hover.markdown()));
        HTMLPrinter.insertPageProlog(page, 0, text, background, STYLE);
        HTMLPrinter.addPageEpilog(page);
        return page.toString();
    }

    private static final String STYLE =
            "body{font-family:sans-serif;font-size:10pt;margin:4px} p{margin:4px 0} code,pre{font-family:monospace}"
                    + " table{border-collapse:collapse} td,th{padding:1px 8px 1px 0;text-align:left}";
}
