package org.foliot.ui.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.jface.preference.JFacePreferences;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextListener;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.codemining.AbstractCodeMiningProvider;
import org.eclipse.jface.text.codemining.ICodeMining;
import org.eclipse.jface.text.codemining.ICodeMiningProvider;
import org.eclipse.jface.text.codemining.LineEndCodeMining;
import org.eclipse.jface.text.source.ISourceViewerExtension5;
import org.eclipse.jface.util.IPropertyChangeListener;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.ide.ResourceUtil;
import org.eclipse.ui.texteditor.ITextEditor;
import org.foliot.ui.FoliotWorkbench;

/** Shows what the latest run said behind the lines of the editor, as long as its text is the one that was run. */
public final class ResultMinings extends AbstractCodeMiningProvider {
    /** Preference: whether to show it. */
    public static final String PREFERENCE = "results.shown";

    private final LatestNotes notes = FoliotWorkbench.get().latestNotes();
    private final IPreferenceStore preferences = FoliotWorkbench.get().getPreferenceStore();
    private final Runnable changed = this::renewLater;
    private final ITextListener edited = event -> renewIfEdited();
    private final IPropertyChangeListener switched = event -> {
        if (event.getProperty().equals(PREFERENCE)) {
            renewLater();
        }
    };
    private ITextViewer viewer;
    private boolean shown;

    @Override
    public CompletableFuture<List<? extends ICodeMining>> provideCodeMinings(
            ITextViewer shownIn, IProgressMonitor monitor) {
        if (viewer == null) {
            viewer = shownIn;
            notes.add(changed);
            preferences.addPropertyChangeListener(switched);
            viewer.addTextListener(edited);
        }
        IDocument document = viewer.getDocument();
        List<Note> found = document == null ? List.of() : found(document.get());
        shown = !found.isEmpty();
        List<ICodeMining> minings = new ArrayList<>();
        for (Note note : found) {
            try {
                minings.add(new Beside(document, note, this));
            } catch (BadLocationException gone) {
                // The text has changed meanwhile, so that nothing is to be shown.
                return CompletableFuture.completedFuture(List.of());
            }
        }
        return CompletableFuture.completedFuture(minings);
    }

    private List<Note> found(String text) {
        return preferences.getBoolean(PREFERENCE)
                ? file().map(path -> notes.of(path.toPath(), text)).orElse(List.of())
                : List.of();
    }

    private Optional<IPath> file() {
        ITextEditor editor = getAdapter(ITextEditor.class);
        IFile file = editor == null ? null : ResourceUtil.getFile(editor.getEditorInput());
        return Optional.ofNullable(file).map(IFile::getLocation);
    }

    /** What is shown is taken away by the first change, and comes back when all is undone. */
    private void renewIfEdited() {
        IDocument document = viewer.getDocument();
        if (document != null && shown != !found(document.get()).isEmpty()) {
            renewLater();
        }
    }

    private void renewLater() {
        StyledText widget = viewer.getTextWidget();
        if (widget != null && !widget.isDisposed()) {
            widget.getDisplay().asyncExec(() -> {
                if (!widget.isDisposed() && viewer instanceof ISourceViewerExtension5 source) {
                    source.updateCodeMinings();
                }
            });
        }
    }

    @Override
    public void dispose() {
        if (viewer != null) {
            notes.remove(changed);
            preferences.removePropertyChangeListener(switched);
            viewer.removeTextListener(edited);
        }
        super.dispose();
    }

    /** One of them. */
    private static final class Beside extends LineEndCodeMining {
        private static final String GAP = "   ";

        private final Note note;

        Beside(IDocument document, Note note, ICodeMiningProvider provider) throws BadLocationException {
            super(document, note.line() - 1, provider);
            this.note = note;
            setLabel(GAP + note.text());
        }

        @Override
        public Point draw(GC gc, StyledText widget, Color color, int x, int y) {
            Color ink = note.failure() ? JFaceResources.getColorRegistry().get(JFacePreferences.ERROR_COLOR) : color;
            // The platform's grey is paler than text may be, on white as on black.
            gc.setForeground(new Color(ReadableInk.on(widget.getBackground().getRGB(), ink.getRGB())));
            return super.draw(gc, widget, color, x, y);
        }
    }
}
