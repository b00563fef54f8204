package org.foliot.ui.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.foliot.trace.TraceFormat;

/**
 * What is to be run.
 *
 * @param file the scenario
 * @param parameters values of parameters by their names
 * @param seed from which all random streams are derived
 * @param folder where to write a directory for the run, absent for none
 * @param traces the formats in which the run is traced into that directory
 */
record RunRequest(
        IFile file, Map<String, String> parameters, long seed, Optional<Path> folder, List<TraceFormat> traces) {
    RunRequest {
        parameters = Map.copyOf(parameters);
        traces = List.copyOf(traces);
    }

    String name() {
        return file.getFullPath().removeFileExtension().lastSegment();
    }
}
