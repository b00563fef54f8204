package org.foliot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.testkit.Report;

/**
 * What came of one bundle on trial.
 *
 * @param jar the file, as the command line names it
 * @param name symbolic name and version, or the file's name where it is no bundle
 * @param extensions what it adds
 * @param report what came of every check
 */
record Verification(Path jar, String name, List<InstalledExtension> extensions, Report report) {
    Verification {
        extensions = List.copyOf(extensions);
    }

    /** The report for people; a quiet one leaves out what is as it should be. */
    List<String> lines(boolean quiet) {
        List<String> lines = new ArrayList<>();
        lines.add(jar + ": " + name);
        for (InstalledExtension extension : extensions) {
            lines.add(extension.kind().word() + " " + extension.id() + ": " + extension.documentation());
        }
        lines.addAll(quiet ? report.linesOfFailures() : report.lines());
        return lines;
    }
}
