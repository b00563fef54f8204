package org.foliot.ui.help;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.help.IWorkbenchHelpSystem;
import org.eclipse.ui.texteditor.ITextEditor;

/** F1 in the editor: explains the word at the caret, or searches for it; without a word, the language. */
public final class WordHelp extends AbstractHandler {
    private static final String LANGUAGE = "/org.foliot.doc/html/language.html";

    @Override
    public Object execute(ExecutionEvent event) {
        IWorkbenchHelpSystem help = PlatformUI.getWorkbench().getHelpSystem();
        String word = HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor ? word(editor) : "";
        HelpIndex index = HelpIndex.ofContents();
        index.about(word).map(HelpSection::href).ifPresentOrElse(help::displayHelpResource, () -> {
            if (index.find(word).isEmpty()) {
                help.displayHelpResource(LANGUAGE);
            } else {
                help.search(word);
            }
        });
        return null;
    }

    private static String word(ITextEditor editor) {
        IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        if (!(editor.getSelectionProvider().getSelection() instanceof ITextSelection selection) || document == null) {
            return "";
        }
        try {
            int from = selection.getOffset();
            int to = from;
            while (from > 0 && isPart(document.getChar(from - 1))) {
                from--;
            }
            while (to < document.getLength() && isPart(document.getChar(to))) {
                to++;
            }
            return document.get(from, to - from);
        } catch (BadLocationException e) {
            return "";
        }
    }

    private static boolean isPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }
}
