package org.foliot.ui.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.foliot.export.FailureText;
import org.foliot.program.Source;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunError;
import org.foliot.run.RunResult;
import org.foliot.run.Verdict;

/** Puts what a run has found at the lines that it is about. The next run of the scenario takes it away. */
public final class ResultMarkers {
    /** The type of all of them. */
    public static final String TYPE = "org.foliot.ui.result";

    private final List<IFile> files = new ArrayList<>();

    /**
     * Markers for one scenario.
     *
     * @param paths its file and all that it imports; those that are not in the workspace get none
     */
    ResultMarkers(Collection<String> paths) {
        paths.forEach(path -> files.addAll(inWorkspace(path)));
    }

    private static List<IFile> inWorkspace(String path) {
        return List.of(ResourcesPlugin.getWorkspace()
                .getRoot()
                .findFilesForLocationURI(Path.of(path).toUri()));
    }

    /** Takes away what earlier runs have left. */
    void clear() throws CoreException {
        for (IFile file : files) {
            file.deleteMarkers(TYPE, true, IResource.DEPTH_ZERO);
        }
    }

    /** Marks expectations that failed, events that were refused though nobody expected it, and what ended the run. */
    void set(RunResult result) throws CoreException {
        IWorkspace workspace = ResourcesPlugin.getWorkspace();
        workspace.run(
                monitor -> {
                    for (Verdict verdict : result.verdicts()) {
                        if (verdict.failure().isPresent()) {
                            mark(verdict.expectation().source(), FailureText.sentence(verdict), IMarker.SEVERITY_ERROR);
                        }
                    }
                    for (RefusedEvent refused : result.unexpectedRefusals()) {
                        mark(refused.action().source(), FailureText.sentence(refused), IMarker.SEVERITY_WARNING);
                    }
                    if (result.error().isPresent()
                            && result.error().get().where().isPresent()) {
                        RunError error = result.error().get();
                        mark(error.where().get(), error.message(), IMarker.SEVERITY_ERROR);
                    }
                },
                null,
                IWorkspace.AVOID_UPDATE,
                null);
    }

    private static void mark(Source source, String message, int severity) throws CoreException {
        for (IFile file : inWorkspace(source.file())) {
            file.createMarker(
                    TYPE,
                    Map.of(
                            IMarker.LINE_NUMBER,
                            source.line(),
                            IMarker.MESSAGE,
                            message,
                            IMarker.SEVERITY,
                            severity,
                            IMarker.LOCATION,
                            "line " + source.line()));
        }
    }
}
