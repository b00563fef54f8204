package org.foliot.ui.launch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.ui.console.FileLink;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.ui.console.IPatternMatchListenerDelegate;
import org.eclipse.ui.console.PatternMatchEvent;
import org.eclipse.ui.console.TextConsole;

/**
 * Makes places of scenarios in the console lead to their lines. Folders may have spaces in their names, so where a place begins is
 * only known by which files there are.
 */
public final class ConsoleLinks implements IPatternMatchListenerDelegate {
    private static final Pattern PLACE = Pattern.compile("(.+?\\.foliot):(\\d{1,9}):(\\d{1,9})");

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
        } catch (BadLocationException gone) {
            // The console has dropped the text meanwhile: there is nothing to lead from.
        }
    }

    private void link(Matcher place, PatternMatchEvent event) throws BadLocationException {
        String text = place.group(1);
        int line = Integer.parseInt(place.group(2));
        Optional<Integer> begin = beginnings(text)
                .filter(from -> file(text.substring(from)).isPresent())
                .findFirst();
        if (begin.isPresent()) {
            int from = begin.get();
            IFile file = file(text.substring(from)).orElseThrow();
            console.addHyperlink(
                    new FileLink(file, null, -1, -1, line), event.getOffset() + from, event.getLength() - from);
        }
    }

    /** Where words begin, the first of them first: the longest path that is there is meant. */
    private static Stream<Integer> beginnings(String text) {
        return IntStream.range(0, text.length())
                .filter(at -> !Character.isWhitespace(text.charAt(at))
                        && (at == 0 || Character.isWhitespace(text.charAt(at - 1))))
                .boxed();
    }

    private static Optional<IFile> file(String path) {
        try {
            return Stream.of(ResourcesPlugin.getWorkspace()
                            .getRoot()
                            .findFilesForLocationURI(Path.of(path).toUri()))
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
