package org.foliot.ui.view;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;

/**
 * A line of a scenario to which a page wants to lead.
 *
 * @param file path of the file as the run had it
 * @param line from 1
 */
record SourceLine(String file, int line) {
    /** What the addresses of lines begin with. */
    static final String SCHEME = "foliot:line";

    private static final Pattern ADDRESS = Pattern.compile("foliot:line\\?file=([^&]*)&line=(\\d{1,9})");

    /** Reads an address; absent if it is none. */
    static Optional<SourceLine> of(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches()
                ? Optional.of(new SourceLine(
                        URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8),
                        Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Opens the editor there; false if the file is not in the workspace. */
    boolean open(IWorkbenchPage page) {
        IFile[] files = ResourcesPlugin.getWorkspace()
                .getRoot()
                .findFilesForLocationURI(Path.of(file).toUri());
        if (files.length == 0) {
            return false;
        }
        try {
            ITextEditor editor = Adapters.adapt(IDE.openEditor(page, files[0]), ITextEditor.class);
            if (editor != null) {
                IDocument text = editor.getDocumentProvider().getDocument(editor.getEditorInput());
                // The file may have become shorter since it was run.
                IRegion place = text.getLineInformation(Math.min(line, text.getNumberOfLines()) - 1);
                String words = text.get(place.getOffset(), place.getLength());
                int indented = words.length() - words.stripLeading().length();
                // What it is indented with belongs to the block around it, and the outline would go there.
                editor.selectAndReveal(place.getOffset() + indented, place.getLength() - indented);
            }
        } catch (BadLocationException e) {
            ILog.get().log(Status.warning("line " + line + " of " + file + " cannot be shown", e));
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
        return true;
    }
}
