package org.foliot.ui.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.resources.IFile;

/**
 * What is to be run.
 *
 * @param file the scenario
 * @param parameters values of parameters by their names
 * @param seed from which all random streams are derived
 * @param folder where to write a directory for the run, absent for none
 */
record RunRequest(IFile file, Map<String, String> parameters, long seed, Optional<Path> folder) {
    RunRequest {
        parameters = Map.copyOf(parameters);
    }

    String name() {
        return file.getFullPath().removeFileExtension().lastSegment();
    }
}
