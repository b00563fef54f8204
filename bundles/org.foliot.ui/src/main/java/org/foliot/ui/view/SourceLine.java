package org.foliot.ui.view;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.ide.IDE;

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

    /** Opens the editor there, if the file is in the workspace. */
    void open(IWorkbenchPage page) {
        IFile[] files = ResourcesPlugin.getWorkspace()
                .getRoot()
                .findFilesForLocationURI(Path.of(file).toUri());
        if (files.length == 0) {
            return;
        }
        try {
            IMarker place = files[0].createMarker(IMarker.TEXT, Map.of(IMarker.LINE_NUMBER, line));
            IDE.openEditor(page, place);
            place.delete();
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
    }
}
