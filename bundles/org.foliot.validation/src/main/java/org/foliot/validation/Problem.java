package org.foliot.validation;

import java.util.Optional;

/**
 * Something that is wrong with a data file.
 *
 * @param file the path as it was given
 * @param caseId the case that it is in, absent for the file as a whole
 * @param path where in the case or file, such as {@code tasks[1].run_ns}; may be empty
 * @param message what is wrong there
 */
public record Problem(String file, Optional<String> caseId, String path, String message) {
    /** One line: {@code cases.json: case busy-1: tasks[0].kind: there is no kind of task "spin"}. */
    @Override
    public String toString() {
        return file + ": " + caseId.map(id -> "case " + id + ": ").orElse("") + (path.isEmpty() ? "" : path + ": ")
                + message;
    }
}
