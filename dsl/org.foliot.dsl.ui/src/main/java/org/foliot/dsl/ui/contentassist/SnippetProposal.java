package org.foliot.dsl.ui.contentassist;

import java.util.List;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension2;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension5;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension6;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.link.LinkedModeModel;
import org.eclipse.jface.text.link.LinkedModeUI;
import org.eclipse.jface.text.link.LinkedPosition;
import org.eclipse.jface.text.link.LinkedPositionGroup;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;

/** One proposal in the list of the editor; its places are filled in one after the other with the tabulator. */
final class SnippetProposal
        implements ICompletionProposal,
                ICompletionProposalExtension2,
                ICompletionProposalExtension5,
                ICompletionProposalExtension6 {
    private final ContentAssistEntry entry;
    private final Snippet snippet;
    private final int offset;
    private final int prefix;
    private final Image image;
    private Point selection;

    /**
     * A proposal.
     *
     * @param offset where what it replaces begins
     * @param prefix how much of it has been written
     */
    SnippetProposal(ContentAssistEntry entry, Snippet snippet, int offset, int prefix, Image image) {
        this.entry = entry;
        this.snippet = snippet;
        this.offset = offset;
        this.prefix = prefix;
        this.image = image;
    }

    @Override
    public void apply(ITextViewer viewer, char trigger, int stateMask, int caret) {
        IDocument document = viewer.getDocument();
        try {
            Snippet indented = snippet.indented(indentation(document));
            document.replace(offset, caret - offset, indented.text());
            selection = new Point(offset + indented.end(), 0);
            if (!indented.places().isEmpty()) {
                link(viewer, indented);
            }
        } catch (BadLocationException e) {
            throw new IllegalStateException("the text has changed under the proposal", e);
        }
    }

    private String indentation(IDocument document) throws BadLocationException {
        IRegion line = document.getLineInformationOfOffset(offset);
        String text = document.get(line.getOffset(), offset - line.getOffset());
        return text.substring(0, text.length() - text.stripLeading().length());
    }

    private void link(ITextViewer viewer, Snippet indented) throws BadLocationException {
        LinkedModeModel model = new LinkedModeModel();
        int order = 0;
        for (List<Snippet.Span> place : indented.places()) {
            LinkedPositionGroup group = new LinkedPositionGroup();
            for (Snippet.Span span : place) {
                group.addPosition(
                        new LinkedPosition(viewer.getDocument(), offset + span.offset(), span.length(), order));
            }
            model.addGroup(group);
            order++;
        }
        model.forceInstall();
        LinkedModeUI ui = new LinkedModeUI(model, viewer);
        ui.setExitPosition(viewer, offset + indented.end(), 0, Integer.MAX_VALUE);
        ui.enter();
        IRegion first = ui.getSelectedRegion();
        selection = new Point(first.getOffset(), first.getLength());
    }

    @Override
    public boolean validate(IDocument document, int caret, DocumentEvent event) {
        try {
            String written = document.get(offset, caret - offset);
            return caret >= offset && startsWith(written);
        } catch (BadLocationException e) {
            return false;
        }
    }

    private boolean startsWith(String written) {
        String label = getDisplayString();
        return snippet.text().regionMatches(true, 0, written, 0, written.length())
                || label.regionMatches(true, 0, written, 0, written.length());
    }

    @Override
    public void apply(IDocument document) {
        try {
            document.replace(offset, prefix, snippet.text());
        } catch (BadLocationException e) {
            throw new IllegalStateException("the text has changed under the proposal", e);
        }
    }

    @Override
    public Point getSelection(IDocument document) {
        return selection;
    }

    @Override
    public String getDisplayString() {
        return entry.getLabel() == null ? entry.getProposal() : entry.getLabel();
    }

    @Override
    public StyledString getStyledDisplayString() {
        StyledString text = new StyledString(getDisplayString());
        String detail = entry.getDescription();
        return detail == null || detail.isEmpty() ? text : text.append("  " + detail, StyledString.QUALIFIER_STYLER);
    }

    @Override
    public Object getAdditionalProposalInfo(IProgressMonitor monitor) {
        return getAdditionalProposalInfo();
    }

    @Override
    public String getAdditionalProposalInfo() {
        return entry.getDocumentation();
    }

    @Override
    public Image getImage() {
        return image;
    }

    @Override
    public IContextInformation getContextInformation() {
        return null;
    }

    @Override
    public void selected(ITextViewer viewer, boolean smartToggle) {}

    @Override
    public void unselected(ITextViewer viewer) {}
}
