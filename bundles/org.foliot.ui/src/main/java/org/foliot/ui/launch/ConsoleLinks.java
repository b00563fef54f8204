package org.foliot.ui.launch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.ui.console.FileLink;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.ui.console.IPatternMatchListenerDelegate;
import org.eclipse.ui.console.PatternMatchEvent;
import org.eclipse.ui.console.TextConsole;

/** Makes places of scenarios in the console lead to their lines. */
public final class ConsoleLinks implements IPatternMatchListenerDelegate {
    private static final Pattern PLACE = Pattern.compile("(\\S+\\.foliot):(\\d+):(\\d+)");

    private TextConsole console;

    @Override
    public void connect(TextConsole connected) {
        console = connected;
    }

    @Override
    public void disconnect() {
        console = null;
    }

    @Override
    public void matchFound(PatternMatchEvent event) {
        try {
            Matcher place = PLACE.matcher(console.getDocument().get(event.getOffset(), event.getLength()));
            if (place.matches()) {
                link(place, event);
            }
        } catch (BadLocationException | InvalidPathException gone) {
            // The console has dropped the text meanwhile, or it was no path: there is nothing to lead to.
        }
    }

    private void link(Matcher place, PatternMatchEvent event) throws BadLocationException {
        IFile[] files = ResourcesPlugin.getWorkspace()
                .getRoot()
                .findFilesForLocationURI(Path.of(place.group(1)).toUri());
        if (files.length > 0) {
            int line = Integer.parseInt(place.group(2));
            console.addHyperlink(new FileLink(files[0], null, -1, -1, line), event.getOffset(), event.getLength());
        }
    }
}
